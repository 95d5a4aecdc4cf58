using Quarterhour.Rates.Parsing;
using Quarterhour.Rates.Reading;

namespace Quarterhour.Rates.Files;

/// <summary>Goes through the root of a rate file in whatever order its members stand, and hands each element of its lists over.</summary>
abstract unsafe class FileWalk(JsonText text, Deviations deviations)
{
    const int LongestKept = 64;

    readonly string[] names = Blank(), values = Blank();

    static string[] Blank() => [.. Enumerable.Repeat("", 64)];

    public JsonText Text => text;

    public Deviations Deviations => deviations;

    public FileFacts Facts { get; } = new();

    /// <summary>Nothing more is wanted of the file.</summary>
    protected bool Enough { get; set; }

    /// <exception cref="UnusableRateFileException">The text is no JSON, or no rate file.</exception>
    public virtual void Run()
    {
        if (text.Mark()) deviations.Normalise("byte-order-mark");
        byte start = text.Peek();
        if (start == 0 && text.Arrived == 0) throw new UnusableRateFileException("the file is empty", 0);
        if (start != '{') throw text.Unexpected("\"{\" of a rate file");
        text.Step();
        for (bool first = true; !Enough && NextMember(ref first, out string name);) Member(name);
        if (Enough) return;
        Padding();
        if (Facts.Kind == FileKind.Unknown) throw new UnusableRateFileException("the file holds none of in_network, out_of_network, reporting_structure and provider_groups; it is no rate file");
    }

    /// <summary>Behind the root nothing stands but white space; zeros, which some systems fill up files with, are counted.</summary>
    void Padding()
    {
        bool zeros = false;
        for (; text.Peek() == 0 && text.AtHand > 0; text.Step()) zeros = true;
        if (text.AtHand > 0) throw text.Unexpected("the end of the file");
        if (zeros) deviations.Normalise("zeros-at-end");
    }

    /// <summary>Goes on to the next member of the object that is open.</summary>
    protected bool NextMember(ref bool first, out string name)
    {
        byte next = text.Peek();
        name = "";
        if (next == '}')
        {
            text.Step();
            return false;
        }
        if (first) first = false;
        else
        {
            if (next != ',') throw text.Unexpected("a comma or a closing brace");
            text.Step();
            next = text.Peek();
        }
        if (next != '"') throw text.Unexpected("a member's name in quotes");
        name = Name();
        if (text.Peek() != ':') throw text.Unexpected("a colon");
        text.Step();
        if (text.Peek() == 0) throw text.Cut();
        return true;
    }

    /// <summary>The string that stands here.</summary>
    protected string OneText() => Recurring(values);

    /// <summary>The name of a member.</summary>
    string Name() => Recurring(names);

    /// <summary>The string that stands here. Few come again and again, and those are short: one whose place is taken by the same is not made anew.</summary>
    /// <param name="known">Their places.</param>
    string Recurring(string[] known)
    {
        int length = text.Whole();
        var reader = Reader(length);
        var found = reader.String();
        string same;
        if (found.Escaped || found.Length is 0 or > LongestKept) same = found.ToString();
        else
        {
            var raw = found.Raw;
            // no two names of an item's members take one place
            ref string one = ref known[(raw.Length * 4 + raw[0] * 3 + raw[^1]) % known.Length];
            if (!System.Text.Ascii.Equals(raw, one)) one = found.ToString();
            same = one;
        }
        text.Pass(length);
        return same;
    }

    /// <summary>A value that lies whole in memory.</summary>
    protected TokenReader Reader(int length) => new(text, text.At, text.At + length);

    void Member(string name)
    {
        switch (name)
        {
            case "in_network":
                Facts.Kind = FileKind.InNetwork;
                Elements(name, InNetwork);
                break;
            case "provider_references":
                ProviderReferences(name);
                References = true;
                break;
            case "out_of_network":
                Facts.Kind = FileKind.AllowedAmounts;
                Elements(name, OutOfNetwork);
                break;
            case "reporting_structure":
                Facts.Kind = FileKind.TableOfContents;
                Elements(name, ReportingStructure);
                break;
            case "provider_groups":
                Facts.Kind = FileKind.ProviderReference;
                ProviderGroups();
                break;
            default:
                if (FileFacts.Names.Contains(name)) Fact(name);
                else
                {
                    PassOver(name);
                    text.SkipValue();
                }
                break;
        }
    }

    /// <summary>A list of provider references has ended.</summary>
    protected bool References { get; private set; }

    void Fact(string name)
    {
        byte next = text.Peek();
        if (next == '"')
        {
            Facts.Tell(name, OneText());
            return;
        }
        if (next is (byte)'{' or (byte)'[')
        {
            deviations.Drop(name);
            text.SkipValue();
            return;
        }
        int length = text.Whole();
        var reader = Reader(length);
        reader.Skip();
        if (next != 'n')
        {
            Facts.Tell(name, new Slice(text.At, length, false).ToString());
            deviations.Normalise("value-for-text");
        }
        text.Pass(length);
    }

    protected void PassOver(string name)
    {
        fixed (byte* bytes = System.Text.Encoding.UTF8.GetBytes(name + " ")) deviations.PassOver(new(bytes, System.Text.Encoding.UTF8.GetByteCount(name), false));
    }

    /// <summary>Each element of a list; an object where a list belongs is a list of one.</summary>
    protected void Elements(string name, Action element)
    {
        byte next = text.Peek();
        if (next == '{')
        {
            deviations.Normalise("single-for-list");
            element();
            return;
        }
        if (next != '[')
        {
            if (next != 'n') deviations.Drop(name);
            text.SkipValue();
            return;
        }
        text.Step();
        for (bool first = true; !Enough && NextElement(ref first);) element();
    }

    protected bool NextElement(ref bool first)
    {
        byte next = text.Peek();
        if (next == ']')
        {
            text.Step();
            return false;
        }
        if (first)
        {
            first = false;
            if (next == 0) throw text.Cut();
            return true;
        }
        if (next != ',') throw text.Unexpected("a comma or a closing bracket");
        text.Step();
        next = text.Peek();
        if (next == 0) throw text.Cut();
        if (next is (byte)',' or (byte)']') throw text.Unexpected("a value");
        return true;
    }

    // what is not wanted of a file is passed over by its brackets

    protected virtual void InNetwork() => text.SkipValue();

    protected virtual void ProviderReferences(string name) => Elements(name, ProviderReference);

    protected virtual void ProviderReference() => text.SkipValue();

    protected virtual void OutOfNetwork() => text.SkipValue();

    protected virtual void ReportingStructure() => text.SkipValue();

    protected virtual void ProviderGroups() => text.SkipValue();
}
