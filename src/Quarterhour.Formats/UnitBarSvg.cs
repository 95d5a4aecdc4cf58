using System.Globalization;
using System.Text;
using Quarterhour.Billing;
using Quarterhour.Billing.Day;
using Quarterhour.Billing.Payers;
using Quarterhour.Billing.Units;

namespace Quarterhour.Formats;

/// <summary>The picture of a day's timed minutes as SVG: a scale with a tick every quarter hour and a fainter mark at the minute of each quarter that earns a unit; full quarters
/// solid, remainders that earned a unit hatched, those that earned nothing hollow, one that could have had the unit a dashed outline. By the 8-minute rule the codes stand one behind the other, because their minutes count together,
/// and a bracket joins the remainders that earned a unit; by the midpoint rule each has a bar of its own.</summary>
/// <remarks>Colors are the page's: the classes <c>bar</c>, <c>tick</c>, <c>mark</c>; without a style sheet it is drawn in the color of the text.</remarks>
public static class UnitBarSvg
{
    const int Width = 640, Left = 8, Right = 16, BarHeight = 26, LabelHeight = 18, ScaleHeight = 20, BracketHeight = 34;

    /// <summary>Shorter scales make short days look long.</summary>
    const int LeastScale = 60;

    /// <summary>Pixels that a code needs above its segment.</summary>
    const int RoomForCode = 46;

    /// <param name="pool">The units of the pool.</param>
    /// <param name="rule">The rule that counted them.</param>
    /// <param name="quarter">The rule's scale.</param>
    /// <param name="id">Makes the ids in the drawing different from those of others on the page.</param>
    public static string Of(PoolUnits pool, UnitRule rule, QuarterHour quarter, string id)
    {
        var (unit, least) = quarter;
        bool together = rule == UnitRule.CmsEightMinute;
        ServiceUnits[] services = [.. pool.Services.Where(service => service.Minutes > 0)];
        int longest = together ? services.Sum(service => service.Minutes) : services.Select(service => service.Minutes).DefaultIfEmpty(0).Max();
        int scale = Math.Max(LeastScale, (longest + unit - 1) / unit * unit);
        var drawing = new Drawing(scale, unit, least, id);
        int open = pool.Units - services.Sum(service => service.Full), height = together
            ? drawing.Joined(services, open, [.. pool.Choices.SelectMany(choice => choice.Acceptable)])
            : drawing.Apart(services);
        return drawing.Svg(height, Spoken(pool, services));
    }

    /// <summary>The drawing in words.</summary>
    public static string Spoken(PoolUnits pool) => Spoken(pool, pool.Services);

    static string Spoken(PoolUnits pool, IEnumerable<ServiceUnits> services) =>
        $"{string.Join("; ", services.Select(service => $"{service.Code}: {service.Minutes} min, {UnitBar.UnitsWord(service.Units)}, {service.Full} full, {service.LeftOver} min left over"))}. Together {pool.Minutes} min, {UnitBar.UnitsWord(pool.Units)}.{(pool.Choices.Count > 0 ? " A unit may go to another code: see the choice." : "")}";

    /// <summary>One picture on its way.</summary>
    sealed class Drawing(int scale, int unit, int least, string id)
    {
        readonly StringBuilder svg = new();

        decimal X(int minute) => Left + (decimal)minute * (Width - Left - Right) / scale;

        void Add(FormattableString text) => svg.Append(text.ToString(CultureInfo.InvariantCulture));

        public string Svg(int height, string spoken) => string.Create(CultureInfo.InvariantCulture,
            $"<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"unit-bar\" viewBox=\"0 0 {Width} {height}\" width=\"{Width}\" height=\"{height}\" role=\"img\" aria-label=\"{Xml(spoken)}\" font-size=\"12\" fill=\"currentColor\"><defs><pattern id=\"{id}-hatch\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\"><rect class=\"bar\" width=\"3\" height=\"6\"/></pattern></defs>{svg}</svg>");

        /// <summary>All codes one behind the other on one scale.</summary>
        /// <param name="services">Codes with minutes.</param>
        /// <param name="open">Units that the remainders earn together.</param>
        /// <param name="choice">Codes to any of which a unit may go; those that have it not are outlines.</param>
        public int Joined(ServiceUnits[] services, int open, ProcedureCode[] choice)
        {
            bool crowded = services.Any(service => X(service.Minutes) - X(0) < RoomForCode);
            int top = (crowded ? 2 : 1) * LabelHeight + 2, at = 0, place = 0;
            List<(decimal From, decimal To)> left = [];
            foreach (var service in services)
            {
                Label(service, at, crowded && place++ % 2 == 0 ? LabelHeight - 5 : top - 7);
                Segment(service, at, top, open > 0, service.Units == service.Full && choice.Contains(service.Code));
                if (service.LeftOver > 0) left.Add((X(at + service.Minutes - service.LeftOver), X(at + service.Minutes)));
                if (at > 0) Add($"<line class=\"edge\" x1=\"{X(at):0.#}\" y1=\"{top - 4}\" x2=\"{X(at):0.#}\" y2=\"{top + BarHeight + 4}\" stroke=\"currentColor\"/>");
                at += service.Minutes;
            }
            Scale(top);
            int below = top + BarHeight + ScaleHeight;
            if (open <= 0 || left.Count == 0) return below;
            Bracket(left, below, open, choice.Length > 0);
            return below + BracketHeight;
        }

        /// <summary>A bar and a scale for each code.</summary>
        public int Apart(ServiceUnits[] services)
        {
            int top = 0;
            foreach (var service in services)
            {
                top += LabelHeight + 2;
                Label(service, 0, top - 7);
                Segment(service, 0, top, service.Units > service.Full, false);
                Scale(top);
                top += BarHeight + ScaleHeight;
            }
            return Math.Max(top, 1);
        }

        void Label(ServiceUnits service, int at, int y) =>
            Add($"<text class=\"code\" x=\"{X(at) + 2:0.#}\" y=\"{y}\" font-family=\"ui-monospace, monospace\">{service.Code}<title>{service.Minutes} min, {UnitBar.UnitsWord(service.Units)}</title></text>");

        void Segment(ServiceUnits service, int at, int top, bool earned, bool alternative)
        {
            int full = service.Full * unit;
            for (int quarter = 0; quarter < service.Full; quarter++) Box(at + quarter * unit, at + (quarter + 1) * unit, top, "bar", "currentColor");
            if (service.LeftOver == 0) return;
            if (alternative) Box(at + full, at + service.Minutes, top, "left alternative", "none");
            else if (earned) Box(at + full, at + service.Minutes, top, "left earned", $"url(#{id}-hatch)");
            else Box(at + full, at + service.Minutes, top, "left", "none");
        }

        void Box(int from, int to, int top, string named, string fill) =>
            Add($"<rect class=\"{named}\" x=\"{X(from) + 0.5m:0.#}\" y=\"{top}\" width=\"{X(to) - X(from) - 1:0.#}\" height=\"{BarHeight}\" fill=\"{fill}\" stroke=\"currentColor\" stroke-dasharray=\"{(named == "left alternative" ? "4 3" : "none")}\"/>");

        void Scale(int top)
        {
            int bottom = top + BarHeight;
            Add($"<line class=\"tick\" x1=\"{X(0):0.#}\" y1=\"{bottom + 3}\" x2=\"{X(scale):0.#}\" y2=\"{bottom + 3}\" stroke=\"currentColor\"/>");
            // on a long day every second figure, so that they do not touch
            int figure = X(unit) - X(0) < 26 ? 2 * unit : unit;
            for (int minute = 0; minute <= scale; minute += unit)
            {
                Add($"<line class=\"tick\" x1=\"{X(minute):0.#}\" y1=\"{bottom}\" x2=\"{X(minute):0.#}\" y2=\"{bottom + 6}\" stroke=\"currentColor\"/>");
                if (minute % figure == 0) Add($"<text class=\"figure\" x=\"{X(minute):0.#}\" y=\"{bottom + 18}\" text-anchor=\"middle\" font-size=\"11\">{minute}</text>");
                if (minute + least <= scale) Add($"<line class=\"mark\" x1=\"{X(minute + least):0.#}\" y1=\"{top - 2}\" x2=\"{X(minute + least):0.#}\" y2=\"{bottom + 3}\" stroke=\"currentColor\" stroke-opacity=\"0.45\" stroke-dasharray=\"2 2\"/>");
            }
        }

        void Bracket(List<(decimal From, decimal To)> left, int top, int open, bool choice)
        {
            decimal first = (left[0].From + left[0].To) / 2, last = (left[^1].From + left[^1].To) / 2, middle = (first + last) / 2;
            foreach (var (from, to) in left) Add($"<line class=\"edge\" x1=\"{(from + to) / 2:0.#}\" y1=\"{top + 2}\" x2=\"{(from + to) / 2:0.#}\" y2=\"{top + 10}\" stroke=\"currentColor\"/>");
            Add($"<line class=\"edge\" x1=\"{first:0.#}\" y1=\"{top + 10}\" x2=\"{last:0.#}\" y2=\"{top + 10}\" stroke=\"currentColor\"/>");
            string words = $"{(left.Count == 1 ? "the remainder earns" : "the remainders earn")} {UnitBar.UnitsWord(open)}{(choice ? ": a choice" : "")}";
            // kept inside the drawing: six and a half pixels a letter at most
            decimal half = words.Length * 3.3m;
            Add($"<text class=\"earned-words\" x=\"{Math.Clamp(middle, Left + half, Width - half):0.#}\" y=\"{top + 26}\" text-anchor=\"middle\">{words}</text>");
        }
    }

    static string Xml(string text) => text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace("\"", "&quot;", StringComparison.Ordinal);
}
