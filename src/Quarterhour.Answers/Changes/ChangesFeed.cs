using System.Text;
using System.Xml;
using Quarterhour.Reference.Changes;

namespace Quarterhour.Answers.Changes;

/// <summary>What changed, as an Atom feed (RFC 4287): an entry a change, the same entry for the same change whenever the feed is made.</summary>
public static class ChangesFeed
{
    const string Atom = "http://www.w3.org/2005/Atom";

    public static void Write(Stream output, ChangeList list, string place)
    {
        using var xml = XmlWriter.Create(output, new XmlWriterSettings { Encoding = new UTF8Encoding(false), Indent = true, NewLineChars = "\n" });
        xml.WriteStartElement("feed", Atom);
        Element(xml, "title", $"Quarterhour: what changed from {ChangesDocument.Day(list.From)} to {ChangesDocument.Day(list.To)}");
        Element(xml, "subtitle", $"Amounts are {place}.");
        Element(xml, "id", "tag:quarterhour,2026:changes");
        Element(xml, "updated", Time(list.To));
        xml.WriteStartElement("author", Atom);
        Element(xml, "name", "Quarterhour");
        xml.WriteEndElement();
        foreach (var change in list.All)
        {
            xml.WriteStartElement("entry", Atom);
            Element(xml, "title", ChangesDocument.Sentence(change));
            Element(xml, "id", $"tag:quarterhour,2026:change:{ChangesDocument.Word(change.Kind)}:{ChangesDocument.Day(change.Day ?? list.To)}:{Uri.EscapeDataString($"{change.Subject}:{change.Before}:{change.After}")}");
            Element(xml, "updated", Time(change.Day ?? list.To));
            xml.WriteStartElement("category", Atom);
            xml.WriteAttributeString("term", ChangesDocument.Word(change.Kind));
            xml.WriteAttributeString("label", ChangesDocument.Title(change.Kind));
            xml.WriteEndElement();
            Element(xml, "summary", $"{ChangesDocument.Sentence(change)}. {change.Source}");
            xml.WriteEndElement();
        }
        xml.WriteEndElement();
    }

    static void Element(XmlWriter xml, string name, string text)
    {
        xml.WriteStartElement(name, Atom);
        // a source may hold a character that XML has not
        xml.WriteString(string.Concat(text.Where(XmlConvert.IsXmlChar)));
        xml.WriteEndElement();
    }

    static string Time(DateOnly day) => $"{ChangesDocument.Day(day)}T00:00:00Z";
}
