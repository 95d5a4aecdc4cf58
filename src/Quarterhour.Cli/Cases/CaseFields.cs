using System.Globalization;
using System.Text.Json;
using Quarterhour.Billing;
using Quarterhour.Billing.Tables;
using Quarterhour.Billing.Visits;

namespace Quarterhour.Cli.Cases;

/// <summary>The fields of an example, read with messages that say where.</summary>
readonly struct CaseFields(WorkedCase owner, JsonElement element, string where)
{
    readonly string where = where;

    public string Text(string name) => TextOrNull(name) ?? throw Wrong(name, "is missing");

    public string? TextOrNull(string name) => Find(name) is not { } value ? null
        : value.ValueKind == JsonValueKind.String ? value.GetString() : throw Wrong(name, "is not a string");

    public int Whole(string name) => WholeOrNull(name) ?? throw Wrong(name, "is missing");

    public int? WholeOrNull(string name) => Find(name) is not { } value ? null
        : value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out int number) && number >= 0 ? number : throw Wrong(name, "is not a whole number");

    public bool YesOr(string name, bool otherwise) => Find(name) is not { } value ? otherwise : value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw Wrong(name, "is neither true nor false"),
    };

    public decimal Money(string name) => MoneyOrNull(name) ?? throw Wrong(name, "is missing");

    /// <summary>Dollars, as a string or a number.</summary>
    public decimal? MoneyOrNull(string name) => Find(name) is not { } value ? null
        : value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out decimal number) ? number
        : value.ValueKind == JsonValueKind.String && decimal.TryParse(value.GetString(), NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out decimal amount) ? amount
        : throw Wrong(name, "is not an amount; write \"12.30\"");

    public DateOnly Date(string name) => DateOnly.TryParseExact(Text(name), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : throw Wrong(name, "is not a date; write it as 2025-06-02");

    public ProcedureCode Code(string name) => ToCode(Text(name), name);

    public ProcedureCode[] Codes(string name)
    {
        var self = this;
        return [.. Elements(name).Select(value => self.ToCode(value.ValueKind == JsonValueKind.String ? value.GetString()! : value.ToString(), name))];
    }

    public Modifier[] Modifiers(string name)
    {
        var self = this;
        return Find(name) is null ? [] : [.. Elements(name).Select(value => Modifier.TryParse(value.ToString(), out var modifier) ? modifier : throw self.Wrong(name, "holds what is not a modifier"))];
    }

    public Setting Setting(string name) => TextOrNull(name) switch
    {
        null or "office" => Billing.Tables.Setting.Office,
        "hospital" => Billing.Tables.Setting.Hospital,
        _ => throw Wrong(name, "is neither office nor hospital"),
    };

    public Discipline Discipline(string name) => Text(name) switch
    {
        "PT" => Billing.Visits.Discipline.PT,
        "OT" => Billing.Visits.Discipline.OT,
        "SLP" => Billing.Visits.Discipline.SLP,
        _ => throw Wrong(name, "is none of PT, OT, SLP"),
    };

    public TreatedBy Treated(string name) => TextOrNull(name) switch
    {
        null or "therapist" => TreatedBy.Therapist,
        "assistant" => TreatedBy.Assistant,
        "together" => TreatedBy.Together,
        "student" => TreatedBy.Student,
        "aide" => TreatedBy.Aide,
        _ => throw Wrong(name, "is none of therapist, assistant, together, student, aide"),
    };

    public LocalityId Locality(string name) => LocalityId.TryParse(Text(name), out var id) ? id : throw Wrong(name, "is not a locality; write carrier and locality, for example 10112-00");

    /// <summary>The members of a list, each an object.</summary>
    public CaseFields[] List(string name)
    {
        var (own, at) = (owner, where);
        return [.. Elements(name).Select((value, i) => value.ValueKind == JsonValueKind.Object ? new CaseFields(own, value, $"{at}.{name}[{i}]")
            : throw new UnusableException($"{own.File}: {own.Id}: {at}.{name}[{i}] is not an object"))];
    }

    public Intervention[] Interventions() =>
        [.. List("interventions").Select(one => new Intervention(one.Code("code"), one.MinutesOrNull("minutes"), one.Treated("by")))];

    /// <summary>A day has 1,440.</summary>
    int? MinutesOrNull(string name) => WholeOrNull(name) is not { } minutes ? null : minutes <= 24 * 60 ? minutes : throw Wrong(name, $"is {minutes}, more than a day has");

    /// <summary>From 1 up.</summary>
    public int Units(string name) => Whole(name) is > 0 and var units ? units : throw Wrong(name, "is 0; a line has 1 unit or more");

    JsonElement.ArrayEnumerator Elements(string name) => Find(name) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : throw Wrong(name, "is not a list");

    JsonElement? Find(string name) => element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    ProcedureCode ToCode(string text, string name) => ProcedureCode.TryParse(text, out var code) ? code : throw Wrong(name, $"holds \"{text}\", which is not a procedure code");

    UnusableException Wrong(string name, string what) => new($"{owner.File}: {owner.Id}: {where}.{name} {what}");
}
