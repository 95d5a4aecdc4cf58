namespace Quarterhour.X12;

/// <summary>How findings are said in a 999: IK304 for a segment, IK403 for an element, IK502 for a transaction.</summary>
static class AcknowledgmentCodes
{
    /// <summary>IK304 of a finding about a segment as a whole; null for one about an element.</summary>
    public static string? Segment(Finding finding) => finding.Id switch
    {
        "structure-segment-unknown" => "1",
        "structure-segment-unexpected" => "2",
        "structure-segment-missing" => "3",
        "structure-loop-repeat" => "4",
        "structure-segment-repeat" => "5",
        "structure-segment-order" => "7",
        "structure-loop-missing" => "I7",
        _ when finding.Element > 0 => null,
        _ when finding.Id.StartsWith("situation-", StringComparison.Ordinal) || finding.Id.StartsWith("partner-", StringComparison.Ordinal) => "I6",
        _ => "8",
    };

    /// <summary>IK403.</summary>
    public static string Element(Finding finding) => finding.Id switch
    {
        "element-missing" => "1",
        "element-dependent" => "2",
        "element-too-many" => "3",
        "element-too-short" => "4",
        "element-too-long" => "5",
        "element-date" => "8",
        "element-time" => "9",
        "element-excluded" => "10",
        "element-repeats" => "12",
        "element-components" => "13",
        "element-not-used" => "I10",
        "element-code" => "7",
        _ when finding.Id.StartsWith("code-", StringComparison.Ordinal) => "7",
        _ when finding.Id.StartsWith("balance-", StringComparison.Ordinal) || finding.Id.StartsWith("partner-", StringComparison.Ordinal) => "I12",
        _ when finding.Id.StartsWith("situation-", StringComparison.Ordinal) => finding.Found is null ? "I9" : "I12",
        _ => "6",
    };

    /// <summary>IK502 of a finding about the transaction's own envelope; null for another.</summary>
    public static string? Transaction(Finding finding) => finding.Id switch
    {
        "envelope-se-missing" => "2",
        "envelope-se-control" => "3",
        "envelope-se-count" => "4",
        _ => null,
    };

    /// <summary>AK905 of a finding about the group's own envelope; null for another.</summary>
    public static string? Group(Finding finding) => finding.Id switch
    {
        "envelope-ge-missing" => "3",
        "envelope-ge-control" => "4",
        "envelope-ge-count" => "5",
        _ => null,
    };
}
