using System.Globalization;
using Microsoft.AspNetCore.Components;

namespace HybridAdmin.Components.Controls;

/// <summary>
/// A chart of vertical bars over time, with an axis of round numbers and the same figures as a table below.
/// </summary>
public sealed partial class BarChart : ComponentBase
{
    private const int AxisWidth = 34;
    private const int Top = 10;

    /// <summary>The subject of the chart; screen readers read it out with the total.</summary>
    [Parameter, EditorRequired]
    public required string Label { get; set; }

    /// <summary>The bars from left to right.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyList<ChartPoint> Points { get; set; }

    /// <summary>The unit of the values, such as "changes".</summary>
    [Parameter, EditorRequired]
    public required string Unit { get; set; }

    /// <summary>The heading of the labels in the table.</summary>
    [Parameter]
    public string LabelTitle { get; set; } = "Day";

    /// <summary>The height in pixels.</summary>
    [Parameter]
    public int Height { get; set; } = 168;

    private double Bottom => Height - 24;

    private int LabelEvery => Math.Max(1, (int)Math.Ceiling(Points.Count / 7.0));

    private string Summary =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Label}: {Points.Sum(p => p.Value):N0} {Unit} in {Points.Count} bars. The figures are in the table below."
        );

    private string Inner => $"calc(100% - {AxisWidth}px)";

    private double Step => RoundStep(Points.Count == 0 ? 0 : Points.Max(p => p.Value));

    private double Ceiling =>
        Math.Max(Step * Math.Ceiling((Points.Count == 0 ? 0 : Points.Max(p => p.Value)) / Step), Step);

    private IEnumerable<double> Ticks
    {
        get
        {
            for (var tick = 0.0; tick <= Ceiling + (Step / 2); tick += Step)
                yield return tick;
        }
    }

    /// <summary>
    /// The distance between grid lines: 1, 2 or 5 times a power of ten, so that at most five lines are needed.
    /// </summary>
    internal static double RoundStep(double most)
    {
        if (most <= 4)
            return 1;
        var power = Math.Pow(10, Math.Floor(Math.Log10(most / 4)));
        return new[] { 1, 2, 5, 10 }.Select(f => f * power).First(step => most / step <= 4);
    }

    // Razor reserves <text> for itself, so the SVG element is written by hand.
    private static RenderFragment Letters(string x, string y, string anchor, string text) =>
        builder =>
        {
            builder.OpenElement(0, "text");
            builder.AddAttribute(1, "x", x);
            builder.AddAttribute(2, "y", y);
            builder.AddAttribute(3, "text-anchor", anchor);
            builder.AddContent(4, text);
            builder.CloseElement();
        };

    private static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    private double YValue(double value) => Top + ((Bottom - Top) * (1 - (value / Ceiling)));

    private string Y(double value, double below = 0) => Number(YValue(value) + below);

    private string Percent(double bars) => Number(bars * 100 / Math.Max(1, Points.Count)) + "%";
}
