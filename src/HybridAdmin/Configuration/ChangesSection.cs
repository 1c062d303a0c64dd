using System.Text.RegularExpressions;
using HybridAdmin.Core.Changes;
using HybridAdmin.Core.Recipients;

namespace HybridAdmin.Configuration;

/// <summary>Reads <c>Changes:</c>, <c>Domains:</c> and what the sync takes.</summary>
internal static class ChangesSection
{
    /// <summary>The longest label that fits beside a field.</summary>
    private const int LongestLabel = 64;

    /// <summary>For patterns that the engine without backtracking cannot run.</summary>
    private static readonly TimeSpan PatternTimeout = TimeSpan.FromMilliseconds(250);

    public static ChangeSettings Read(SettingsReader reader) =>
        new()
        {
            RequireReason = reader.Flag("Changes:RequireReason"),
            ReasonPattern = Pattern(reader),
            ConfirmAbove = ConfirmAbove(reader),
            CustomAttributeLabels = Labels(reader),
            AcceptedDomains = Domains(reader),
            SyncedOrganizationalUnits = reader.Names("Directory:SyncedOrganizationalUnits"),
            CloudManagedOrganizationalUnits = reader.Names("Directory:CloudManagedOrganizationalUnits"),
        };

    private static int ConfirmAbove(SettingsReader reader)
    {
        if (reader.Number("Changes:ConfirmAbove", 25) is not { } number)
            return new ChangeSettings().ConfirmAbove;
        if (number < 0)
            reader.Mistake(
                $"Changes:ConfirmAbove is {number}; write how many recipients may be changed without typing "
                    + $"their number, for example Changes:ConfirmAbove=25."
            );
        return number;
    }

    private static Regex? Pattern(SettingsReader reader)
    {
        if (reader.Text("Changes:ReasonPattern") is not { } pattern)
            return null;
        try
        {
            return new Regex(pattern, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking, PatternTimeout);
        }
        catch (NotSupportedException)
        {
            return new Regex(pattern, RegexOptions.CultureInvariant, PatternTimeout);
        }
        catch (ArgumentException problem)
        {
            reader.Mistake(
                $"Changes:ReasonPattern is not a regular expression ({problem.Message}); write for example "
                    + $"Changes:ReasonPattern=INC-[0-9]+."
            );
            return null;
        }
    }

    private static Dictionary<int, string> Labels(SettingsReader reader)
    {
        var labels = new Dictionary<int, string>();
        for (var number = 1; number <= 15; number++)
        {
            var key = $"Changes:CustomAttributeLabels:{number}";
            if (reader.Text(key) is not { } label)
                continue;
            if (label.Length > LongestLabel)
                reader.Mistake(
                    $"{key} has {label.Length} characters, at most {LongestLabel} fit; write for example "
                        + $"{key}=Cost centre."
                );
            labels[number] = label;
        }

        return labels;
    }

    private static List<string> Domains(SettingsReader reader)
    {
        var domains = new List<string>();
        foreach (var text in reader.List("Domains:Accepted"))
        {
            var domain = text.TrimStart('@').ToLowerInvariant();
            if (SmtpAddress.IsDomain(domain.StartsWith("*.", StringComparison.Ordinal) ? domain[2..] : domain))
                domains.Add(domain);
            else
                reader.Mistake(
                    $"Domains:Accepted has \"{text}\", which is not a mail domain; write for example "
                        + $"Domains:Accepted:0=contoso.com."
                );
        }

        return domains;
    }
}
