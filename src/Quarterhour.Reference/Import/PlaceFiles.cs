namespace Quarterhour.Reference.Import;

/// <summary>The places of service: two digits, a name, facility or not. CMS publishes them as a web page; this reads its table as CSV or workbook.</summary>
sealed class PlaceFiles : CodeListFiles
{
    internal const string TableName = "places-of-service";

    public override string Name => "places of service";

    protected override string Table => TableName;

    protected override string CodeWords => "a place of service of two digits";

    protected override Layout? LayoutOf(Columns columns)
    {
        int code = columns.Any("pos_code", "Place of Service Code(s)", "Place of Service Code"), name = columns.Any("pos_name", "Place of Service Name");
        return code < 0 || name < 0 ? null : new(code, [name], Mark: columns.Any("pos_type", "Facility"));
    }

    // a workbook drops the zero in front
    protected override string? CodeIn(string text) => text.Length is 1 or 2 && text.All(char.IsAsciiDigit) ? text.PadLeft(2, '0') : null;
}
