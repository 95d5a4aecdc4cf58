using System.Globalization;
using System.Numerics;
using Quarterhour.Rates.Parsing;

namespace Quarterhour.Rates.Validation;

/// <summary>
/// The rules of the schemas 1.x and 2.x as data: what CMS's JSON schemas of the tags v1.0.0 to v2.2.0 demand, and what their descriptions demand beside it: dates of the calendar, rates above
/// zero, references that lead somewhere. All of 2.x is held to 2.2.0, since the examples of every 2.x state 2.0.0; all of 1.x to what any 1.x allows.
/// </summary>
static class Schemas
{
    static readonly Int128 One = (Int128)BigInteger.Pow(10, ExactNumber.Scale);

    static readonly string[] CodeTypes = ["CPT", "HCPCS", "ICD", "MS-DRG", "R-DRG", "S-DRG", "APS-DRG", "AP-DRG", "APR-DRG", "APC", "NDC", "HIPPS", "LOCAL", "EAPG", "CDT", "RC"];

    static readonly Node Any = new(Shape.Any);

    static Node Text(bool notEmpty) => new(Shape.Text) { NotEmpty = notEmpty };

    static Node Word(params string[] words) => new(Shape.Text) { OneOf = words };

    static readonly Node Date = new(Shape.Text)
    {
        Rule = "date",
        Wrong = static text => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) ? null : $"\"{Short(text)}\" is no date of the calendar; write it as 2026-12-31",
    };

    static readonly Node SecureAddress = new(Shape.Text)
    {
        Wrong = static text => text.StartsWith("https://", StringComparison.Ordinal) && Uri.TryCreate(text, UriKind.Absolute, out _) ? null : $"\"{Short(text)}\" is no address that begins with https://",
    };

    public static string Short(string text) => text.Length <= 60 ? text : text[..57] + "...";

    static bool IsPlace(string place) => place.Length == 2 && char.IsAsciiDigit(place[0]) && char.IsAsciiDigit(place[1]) && int.Parse(place, NumberStyles.None, null) is >= 1 and <= 27 or 31 or 32 or 33 or 34 or 41 or 42 or 49 or >= 50 and <= 58 or 60 or 61 or 62 or 65 or 66 or 71 or 72 or 81 or 99;

    static bool IsTwoDigits(string place) => place.Length == 2 && char.IsAsciiDigit(place[0]) && char.IsAsciiDigit(place[1]) && place != "00";

    static Node Places(bool second, bool allowed) => new(Shape.List)
    {
        Unique = true,
        Recurs = true,
        Special = second && !allowed ? Special.Places : Special.None,
        Element = new(Shape.Text)
        {
            Wrong = second && !allowed ? static place => place == "CSTM-00" || IsPlace(place) ? null : $"\"{Short(place)}\" is no place-of-service code; write two digits of CMS's list, or CSTM-00 alone for all"
                : allowed ? static place => IsTwoDigits(place) ? null : $"\"{Short(place)}\" is no place-of-service code; write two digits"
                : static place => place == "CSTM-00" || IsTwoDigits(place) ? null : $"\"{Short(place)}\" is no place-of-service code; write two digits",
        },
    };

    static Node Modifiers(bool second, bool notEmpty = false) => new(Shape.List) { Unique = true, Recurs = true, Least = second ? 1 : 0, Element = Text(notEmpty) };

    static readonly string[] Plan = ["plan_name", "plan_id_type", "plan_id", "plan_market_type"];

    /// <summary>The members of the root; lists are streamed and have nodes of their own.</summary>
    public static Node Root(bool second, Files.FileKind kind)
    {
        bool allowed = kind == Files.FileKind.AllowedAmounts, contents = kind == Files.FileKind.TableOfContents, providers = kind == Files.FileKind.ProviderReference;
        string[] plan = second && !allowed ? [.. Plan, "issuer_name"] : Plan;
        var conditions = new List<Condition>();
        if (!contents && !providers)
        {
            foreach (string member in plan) conditions.Add(new(member, null, plan, "dependency"));
            if (second) conditions.Add(new("plan_id_type", "ein", ["plan_sponsor_name"], "dependency"));
        }
        string list = allowed ? "out_of_network" : contents ? "reporting_structure" : providers ? "provider_groups" : "in_network";
        return new(Shape.Object)
        {
            Members =
            [
                new("reporting_entity_name", Text(second), !providers), new("reporting_entity_type", Text(second), !providers), new("last_updated_on", Date, !providers && (second || !contents)),
                new("version", Text(second && !allowed), second), new("plan_name", Text(second), false), new("issuer_name", Text(second), false), new("plan_sponsor_name", Text(second), false),
                new("plan_id_type", second ? Word("ein", "hios") : Text(false), false), new("plan_id", Text(second), false), new("plan_market_type", Word("group", "individual"), false),
                new(list, Any, !allowed || second), new("provider_references", Any, false),
            ],
            Conditions = [.. conditions],
        };
    }

    static Node Npis(bool second) => second
        ? new(Shape.List) { Unique = true, Least = 1, Special = Special.Npis, Element = new(Shape.Number) { Whole = true, From = 0, To = 9_999_999_999 * One } }
        : new(Shape.List) { Unique = true, Element = new(Shape.Number) };

    static Node Group(bool second) => new(Shape.Object)
    {
        Members =
        [
            new("npi", Npis(second), true),
            new("tin", new(Shape.Object)
            {
                Special = second ? Special.Tin : Special.None,
                Members = [new("type", Word("ein", "npi"), true), new("value", Text(false), true), new("business_name", Text(second), false)],
                Conditions = second ? [new("type", "ein", ["business_name"], "required")] : [],
            }, true),
        ],
    };

    static Node Groups(bool second, bool unique) => new(Shape.List) { Least = second ? 1 : 0, Unique = unique && !second, Element = Group(second) };

    public static Node ProviderGroup(bool second) => Group(second);

    public static Node Reference(bool second) => second
        ? new(Shape.Object)
        {
            Members =
            [
                new("provider_group_id", new(Shape.Number) { Whole = true, Special = Special.Id }, true),
                new("network_name", new(Shape.List) { Element = Text(true), Recurs = true }, true), new("provider_groups", Groups(second, unique: false), true),
            ],
        }
        : new(Shape.Object)
        {
            Members = [new("provider_group_id", new(Shape.Number) { Special = Special.Id }, true), new("provider_groups", Groups(second, unique: true), false), new("location", SecureAddress, false)],
            Conditions = [new("", null, ["provider_groups", "location"], "any-of")],
        };

    static Node ContainedCode(bool second) => new(Shape.Object)
    {
        Members = [new("billing_code_type", Word([.. CodeTypes, "CSTM-ALL"]), true), new("billing_code_type_version", Text(second), true), new("billing_code", Text(second), true), new("description", Text(second), true)],
    };

    /// <summary>An item; its rates are streamed.</summary>
    public static Node Item(bool second) => new(Shape.Object)
    {
        Members =
        [
            new("negotiation_arrangement", Word("ffs", "bundle", "capitation"), true), new("name", Text(second), true), new("billing_code_type", Word([.. CodeTypes, "CSTM-ALL"]), true),
            new("billing_code_type_version", Text(second), true), new("billing_code", Text(second), true), new("description", Text(second), true), new("negotiated_rates", Any, true),
            new("severity_of_illness", Text(second), false), new("covered_services", new(Shape.List) { Least = second ? 1 : 0, Element = ContainedCode(second) }, false),
            new("bundled_codes", new(Shape.List) { Least = second ? 1 : 0, Element = ContainedCode(second) }, false),
        ],
    };

    public static Node Rate(bool second)
    {
        var price = new Node(Shape.Object)
        {
            Members =
            [
                new("negotiated_type", Word("negotiated", "derived", "fee schedule", "percentage", "per diem"), true),
                new("negotiated_rate", second ? new(Shape.Number) { Above = 0 } : new(Shape.Number) { From = 0 }, true), new("expiration_date", Date, true), new("service_code", Places(second, allowed: false), false),
                new("billing_class", Word("professional", "institutional", "both"), true), new("setting", Word("inpatient", "outpatient", "both"), second), new("billing_code_modifier", Modifiers(second), false),
                new("additional_information", Text(second), false),
            ],
            Conditions = [new("billing_class", "professional", ["service_code"], "required")],
        };
        var references = new Node(Shape.List) { Unique = true, Least = second ? 1 : 0, Element = new(Shape.Number) { Special = Special.Reference } };
        var prices = new Node(Shape.List) { Unique = true, Least = second ? 1 : 0, Element = price };
        return second
            ? new(Shape.Object) { Members = [new("provider_references", references, true), new("negotiated_prices", prices, true)] }
            : new(Shape.Object)
            {
                Members = [new("provider_references", references, false), new("negotiated_prices", prices, true), new("provider_groups", Groups(second, unique: true), false)],
                Conditions = [new("", null, ["provider_references", "provider_groups"], "one-of")],
            };
    }

    public static Node OutOfNetwork(bool second)
    {
        var npis = new Node(Shape.List) { Unique = true, Least = second ? 1 : 0, Element = new(Shape.Number) { Whole = second } };
        var provider = new Node(Shape.Object) { Members = [new("billed_charge", new(Shape.Number) { From = 0 }, true), new("npi", npis, true)] };
        var payment = new Node(Shape.Object)
        {
            Members =
            [
                new("allowed_amount", new(Shape.Number) { From = 0 }, true), new("billing_code_modifier", Modifiers(second, second), false), new("providers", new(Shape.List) { Least = second ? 1 : 0, Element = provider }, true),
            ],
        };
        var amount = new Node(Shape.Object)
        {
            Members =
            [
                new("tin", new(Shape.Object) { Members = [new("type", Word("ein", "npi"), false), new("value", Text(second), false)] }, true), new("service_code", Places(second, allowed: true), false),
                new("billing_class", Word("professional", "institutional"), true), new("payments", new(Shape.List) { Least = second ? 1 : 0, Element = payment }, true), new("setting", Any, false),
            ],
            Conditions = [new("billing_class", "professional", ["service_code"], "required")],
        };
        return new(Shape.Object)
        {
            Members =
            [
                new("name", Text(second), true), new("billing_code_type", Word(CodeTypes), true), new("billing_code_type_version", Text(second), true), new("billing_code", Text(second), true),
                new("description", Text(second), true), new("allowed_amounts", new(Shape.List) { Element = amount }, true),
            ],
        };
    }

    public static Node Structure(bool second)
    {
        var location = new Node(Shape.Object) { Members = [new("description", Text(second), true), new("location", SecureAddress, true)] };
        var plan = new Node(Shape.Object)
        {
            Members =
            [
                new("plan_name", Text(second), true), new("plan_sponsor_name", Text(second), false), new("issuer_name", Text(second), second), new("plan_id_type", second ? Word("ein", "hios") : Text(false), true),
                new("plan_id", Text(second), true), new("plan_market_type", Word("group", "individual"), true),
            ],
            Conditions = second ? [new("plan_id_type", "ein", ["plan_sponsor_name"], "dependency")] : [],
        };
        return new(Shape.Object)
        {
            Members =
            [
                new("reporting_plans", new(Shape.List) { Unique = true, Least = second ? 1 : 0, Element = plan }, true),
                new("in_network_files", new(Shape.List) { Unique = true, Least = second ? 1 : 0, Element = location }, false), new("allowed_amount_file", location, false),
            ],
            Conditions = [new("", null, ["in_network_files", "allowed_amount_file"], "any-of")],
        };
    }
}
