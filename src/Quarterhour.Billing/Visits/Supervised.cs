using Quarterhour.Billing.Tables;

namespace Quarterhour.Billing.Visits;

public static partial class Supervised
{
    /// <summary>Judges how assistants, and those who work incident to a physician, were supervised; says what the visit does not tell.</summary>
    public static void Judge(Bill bill, CodeCatalogue codes)
    {
        if (!bill.Terms!.FurnisherRules) return;
        var visit = bill.Visit;
        bool asked = false;
        foreach (var one in visit.Interventions)
        {
            bool assistant = one.By == TreatedBy.Assistant, incident = visit.IncidentTo == true;
            if (!assistant && !incident) continue;
            if ((one.Supervision ?? visit.Supervision) is not { } recorded)
            {
                if (!asked) bill.NotChecked.Add(NotTold);
                asked = true;
                continue;
            }
            string who = assistant ? "an assistant" : "somebody incident to a physician's services";
            if (incident && Whose(visit) == Practice.Institution)
            {
                if (!asked) bill.LeaveOpen("supervision", "whose services they are: incident to a physician's goes with a physician's practice, and this visit is an institution's");
                asked = true;
            }
            else if (incident) Require(bill, one, recorded, IncidentTo.At(visit.Date), who, "a physician's practice");
            else switch (Whose(visit))
                {
                    // a therapist whom a physician's practice employs supervises assistants as in private practice
                    case Practice.PrivatePractice or Practice.PhysicianPractice:
                        Require(bill, one, recorded, InPractice(one.Code, visit.Date, codes), who, visit.Practice == Practice.PhysicianPractice ? "a physician's practice (as in private practice)" : "private practice");
                        break;
                    case Practice.Institution:
                        Require(bill, one, recorded, Institution.At(visit.Date), who, "an institution");
                        break;
                    case null when recorded >= Level(InPractice(one.Code, visit.Date, codes)) && recorded >= Level(Institution.At(visit.Date)):
                        break;
                    default:
                        if (!asked) bill.LeaveOpen("supervision", "practice: private-practice or institution");
                        asked = true;
                        break;
                }
        }
    }

    /// <summary>In private practice; remote monitoring needed the closer supervision no more a year before the rest.</summary>
    static string InPractice(ProcedureCode code, DateOnly date, CodeCatalogue codes) =>
        codes.Find(code) is { Family: "monitoring" } && Monitoring.TryOn(date, out string? level) ? level! : PrivatePractice.At(date);

    /// <summary>What a visit says of whose practice it is; a hospital is an institution.</summary>
    static Practice? Whose(Visit visit) => visit.Practice ?? (visit.Setting == Setting.Hospital ? Practice.Institution : null);

    static void Require(Bill bill, Intervention one, Supervision recorded, string required, string who, string where)
    {
        if (recorded < Level(required))
            bill.Findings.Add(Finds.Supervision(one.Code, who, required, where, recorded == Visits.Supervision.None ? "none" : recorded.ToString().ToLowerInvariant()) with { Code = one.Code });
    }

    static Supervision Level(string word) => word switch
    {
        "general" => Supervision.General,
        "direct" => Supervision.Direct,
        _ => throw new InvalidOperationException($"the values name {word} supervision, which is not known"),
    };

    static readonly NotChecked NotTold = new("supervision", "supervision");
}
