using Quarterhour.Rates.Parsing;

namespace Quarterhour.Rates.Files;

/// <summary>What stands in an item beside its rates.</summary>
sealed unsafe class ItemHead
{
    public string? Arrangement, Type, TypeVersion, Code, Severity, Bundled, Covered;

    /// <summary>Rates and prices of the item that were kept.</summary>
    public long Rates, Prices;

    readonly LateText name = new(), description = new();

    public string? Name { get => name.Text; set => name.Text = value; }

    public string? Description { get => description.Text; set => description.Text = value; }

    /// <summary>The name as it was read, which is made a string of where somebody asks for it.</summary>
    public void TellName(Slice text) => name.Tell(text);

    /// <summary>The description likewise.</summary>
    public void TellDescription(Slice text) => description.Tell(text);

    public void Clear()
    {
        (Arrangement, Name, Type, TypeVersion, Code, Severity, Description, Bundled, Covered) = (null, null, null, null, null, null, null, null, null);
        (Rates, Prices) = (0, 0);
    }

    /// <summary>Differs from item to item, and is asked for of few of them.</summary>
    sealed class LateText
    {
        byte[] raw = [];
        int length;
        bool escaped, late;
        string? made;

        public string? Text
        {
            get
            {
                if (!late) return made;
                fixed (byte* at = raw) Text = new Slice(at, length, escaped).ToString();
                return made;
            }
            set => (made, late) = (value, false);
        }

        public void Tell(Slice text)
        {
            if (raw.Length < text.Length) raw = new byte[Math.Max(text.Length, 256)];
            text.Raw.CopyTo(raw);
            (length, escaped, late) = (text.Length, text.Escaped, true);
        }
    }
}
