using Quarterhour.Rates.Parsing;
using Quarterhour.Rates.Reading;

namespace Quarterhour.Rates.Files;

/// <summary>
/// Goes through the items of an in-network file. An item whose code is not wanted is left by its brackets as soon as its code and type are known;
/// where they stand behind the rates, the rates are kept as bytes until then.
/// </summary>
abstract unsafe class InNetworkWalk(JsonText text, Deviations deviations) : FileWalk(text, deviations)
{
    readonly List<(byte[] Bytes, long Offset)> undecided = [];
    readonly LateText name = new(), description = new();

    protected ReferenceNumbers Numbers { get; } = new();

    protected ItemHead Item { get; } = new();

    /// <summary>Whether an item of this type and code is wanted; null for what is not told.</summary>
    protected abstract bool Wanted(string? type, string? code);

    /// <summary>A wanted item begins to show its rates; what follows them may be unknown yet.</summary>
    protected abstract void Rate(ref TokenReader reader);

    /// <summary>A wanted item is complete.</summary>
    protected abstract void EndItem();

    /// <summary>An item that is not wanted was passed over.</summary>
    protected virtual void PassedOver()
    {
    }

    protected sealed override void InNetwork()
    {
        if (Text.Peek() != '{')
        {
            Text.SkipValue();
            Deviations.Drop("in_network_item");
            return;
        }
        Text.Step();
        Item.Clear();
        undecided.Clear();
        name.Clear();
        description.Clear();
        bool decided = false;
        for (bool first = true; NextMember(ref first, out string member);)
        {
            switch (member)
            {
                case "negotiated_rates":
                    if (decided) Elements(member, WantedRate);
                    else Elements(member, KeptRate);
                    continue;
                case "negotiation_arrangement":
                    Item.Arrangement = Value(lower: true);
                    break;
                case "name":
                    if (decided) Item.Name = Value();
                    else Tell(name);
                    break;
                case "billing_code_type":
                    Item.Type = Value();
                    break;
                case "billing_code_type_version":
                    Item.TypeVersion = Value();
                    break;
                case "billing_code":
                    Item.Code = Value();
                    break;
                case "severity_of_illness":
                    Item.Severity = Value();
                    break;
                case "description":
                    if (decided) Item.Description = Value();
                    else Tell(description);
                    break;
                case "bundled_codes":
                    Item.Bundled = Contained();
                    break;
                case "covered_services":
                    Item.Covered = Contained();
                    break;
                default:
                    PassOver(member);
                    Text.SkipValue();
                    break;
            }
            if (decided || Item.Type is null || Item.Code is null) continue;
            if (!Wanted(Item.Type, Item.Code))
            {
                // the rest of the item is left by its brackets
                Text.Skip(1, 1);
                PassedOver();
                return;
            }
            decided = true;
            Decide();
        }
        if (!decided)
        {
            if (!Wanted(Item.Type, Item.Code))
            {
                PassedOver();
                return;
            }
            Decide();
        }
        EndItem();
    }

    void WantedRate()
    {
        if (Text.Peek() is not ((byte)'{' or (byte)'['))
        {
            Text.SkipValue();
            Deviations.Drop("negotiated_rate_detail");
            return;
        }
        int length = Text.Whole();
        var reader = Reader(length);
        Rate(ref reader);
        Text.Pass(length);
    }

    void KeptRate()
    {
        // every item may be wanted: nothing to wait for
        if (WantsAll)
        {
            WantedRate();
            return;
        }
        int length = Text.Whole();
        byte[] kept = new byte[length + BlockRing.Padding];
        new ReadOnlySpan<byte>(Text.At, length).CopyTo(kept);
        undecided.Add((kept, Text.Offset));
        Text.Pass(length);
    }

    /// <summary>No item is left out for its code.</summary>
    protected abstract bool WantsAll { get; }

    /// <summary>The item is wanted: what was kept of it is read.</summary>
    void Decide()
    {
        (Item.Name, Item.Description) = (name.Text, description.Text);
        foreach (var (bytes, offset) in undecided)
            fixed (byte* at = bytes)
            {
                var reader = new TokenReader(at, at + bytes.Length - BlockRing.Padding, offset);
                if (reader.Peek() == '{') Rate(ref reader);
                else Deviations.Drop("negotiated_rate_detail");
            }
        undecided.Clear();
    }

    void Tell(LateText late)
    {
        if (Text.Peek() != '"')
        {
            late.Text = Value();
            return;
        }
        int length = Text.Whole();
        var reader = Reader(length);
        late.Tell(reader.String());
        Text.Pass(length);
    }

    string? Value(bool lower = false)
    {
        byte next = Text.Peek();
        if (next is (byte)'{' or (byte)'[')
        {
            Deviations.Drop("item_member");
            Text.SkipValue();
            return null;
        }
        string value;
        if (next == '"') value = OneText();
        else
        {
            int length = Text.Whole();
            var reader = Reader(length);
            reader.Skip();
            value = new Slice(Text.At, length, false).ToString();
            Text.Pass(length);
            if (value == "null") return null;
            Deviations.Normalise("value-for-text");
        }
        if (!lower || value == value.ToLowerInvariant()) return value;
        Deviations.Normalise("text-case");
        return value.ToLowerInvariant();
    }

    /// <summary>The codes within a bundle or a capitation, as <c>TYPE:CODE</c>.</summary>
    string? Contained()
    {
        var codes = new List<string>();
        Elements("contained_codes", () =>
        {
            if (Text.Peek() is not ((byte)'{' or (byte)'['))
            {
                Text.SkipValue();
                Deviations.Drop("contained_code");
                return;
            }
            int length = Text.Whole();
            var reader = Reader(length);
            if (reader.Peek() == '{') codes.Add(ContainedCode(ref reader));
            else Deviations.Drop("contained_code");
            Text.Pass(length);
        });
        return codes.Count == 0 ? null : string.Join(' ', codes);
    }

    string ContainedCode(ref TokenReader reader)
    {
        string? type = null, code = null;
        reader.At++;
        for (bool first = true; reader.Member(ref first, out var name);)
        {
            bool isType = name.Is("billing_code_type"u8);
            if ((isType || name.Is("billing_code"u8)) && reader.Peek() == '"')
            {
                string value = reader.String().ToString();
                if (isType) type = value;
                else code = value;
            }
            else
            {
                if (!isType && !name.Is("billing_code"u8) && !name.Is("billing_code_type_version"u8) && !name.Is("description"u8)) Deviations.PassOver(name);
                reader.Skip();
            }
        }
        return $"{type}:{code}";
    }

    /// <summary>What differs from item to item, and is asked for of few of them: a string is made of it then.</summary>
    sealed class LateText
    {
        const int Longest = 4096;

        readonly byte[] raw = new byte[Longest];
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

        public void Clear() => Text = null;

        public void Tell(Slice text)
        {
            if (text.Length > Longest)
            {
                Text = text.ToString();
                return;
            }
            text.Raw.CopyTo(raw);
            (length, escaped, late) = (text.Length, text.Escaped, true);
        }
    }
}
