using System.Globalization;
using System.Text.RegularExpressions;

namespace HybridAdmin.Components.Tests.Controls;

/// <summary>WCAG AA for the pairs of tokens that app.css combines: 4.5 for text, 3 for the edges of controls.</summary>
public sealed partial class TokenContrastTests
{
    private static readonly Dictionary<string, (string Light, string Dark)> Tokens = Read();

    public static TheoryData<string, string, double> Pairs()
    {
        var pairs = new TheoryData<string, string, double>();
        foreach (var text in new[] { "text", "muted", "faint", "accent", "accent-strong", "good", "warning", "bad" })
        {
            foreach (var ground in new[] { "canvas", "surface", "raised", "hover", "sunken", "accent-soft" })
                pairs.Add(text, ground, 4.5);
        }

        foreach (var state in new[] { "good", "warning", "bad" })
        {
            pairs.Add(state, state + "-soft", 4.5);
            pairs.Add("text", state + "-soft", 4.5);
            pairs.Add("muted", state + "-soft", 4.5);
            pairs.Add("accent", state + "-soft", 4.5);
        }

        pairs.Add("on-accent", "accent", 4.5);
        pairs.Add("on-accent", "accent-strong", 4.5);
        pairs.Add("on-bad", "bad", 4.5);
        for (var i = 1; i <= 8; i++)
            pairs.Add($"avatar-{i}-text", $"avatar-{i}", 4.5);
        foreach (var ground in new[] { "canvas", "surface", "raised" })
        {
            pairs.Add("line-strong", ground, 3);
            pairs.Add("accent", ground, 3);
        }

        return pairs;
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Contrast_OfAPair_IsEnoughInLightAndDark(string text, string ground, double least)
    {
        var light = Contrast(Tokens[text].Light, Tokens[ground].Light);
        var dark = Contrast(Tokens[text].Dark, Tokens[ground].Dark);

        Assert.True(light >= least, $"light: --{text} on --{ground} has {light:0.00}:1, needs {least}:1");
        Assert.True(dark >= least, $"dark: --{text} on --{ground} has {dark:0.00}:1, needs {least}:1");
    }

    private static double Contrast(string a, string b)
    {
        var (x, y) = (Luminance(a), Luminance(b));
        return (Math.Max(x, y) + 0.05) / (Math.Min(x, y) + 0.05);
    }

    private static double Luminance(string hex)
    {
        var channels = Enumerable
            .Range(0, 3)
            .Select(i => int.Parse(hex.AsSpan(i * 2, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0)
            .Select(c => c <= 0.03928 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4))
            .ToArray();
        return (0.2126 * channels[0]) + (0.7152 * channels[1]) + (0.0722 * channels[2]);
    }

    private static Dictionary<string, (string Light, string Dark)> Read()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "HybridAdmin.sln")))
            folder = folder.Parent;
        var css = File.ReadAllText(Path.Combine(folder!.FullName, "wwwroot", "css", "tokens.css"));
        return Token()
            .Matches(css)
            .ToDictionary(m => m.Groups["name"].Value, m => (m.Groups["light"].Value, m.Groups["dark"].Value));
    }

    [GeneratedRegex(@"--(?<name>[a-z0-9-]+): light-dark\(#(?<light>[0-9a-f]{6}), #(?<dark>[0-9a-f]{6})\)")]
    private static partial Regex Token();
}
