using System.Text.RegularExpressions;
using HybridAdmin.Core.Directory;

namespace HybridAdmin.Core.Settings;

/// <summary>The administrator's settings for changes.</summary>
public sealed record ChangeSettings
{
    /// <summary>Changes:RequireReason.</summary>
    public bool RequireReason { get; init; }

    /// <summary>
    /// Changes:ReasonPattern: the pattern that a reason must contain, e.g. a ticket number; null for any reason.
    /// </summary>
    public Regex? ReasonPattern { get; init; }

    /// <summary>Changes:CustomAttributeLabels: names for CustomAttribute1 to 15.</summary>
    public IReadOnlyDictionary<int, string> CustomAttributeLabels { get; init; } = new Dictionary<int, string>();

    /// <summary>Changes:ConfirmAbove: a change to more recipients than this requires the number to be typed.</summary>
    public int ConfirmAbove { get; init; } = 25;

    /// <summary>Domains:Accepted.</summary>
    public IReadOnlyList<string> AcceptedDomains { get; init; } = [];

    /// <summary>
    /// Directory:SyncedOrganizationalUnits; empty if not known, and everything counts as synchronised.
    /// </summary>
    public IReadOnlyList<DistinguishedName> SyncedOrganizationalUnits { get; init; } = [];

    /// <summary>
    /// Directory:CloudManagedOrganizationalUnits: the cloud owns the objects below, which are read-only in the console.
    /// </summary>
    public IReadOnlyList<DistinguishedName> CloudManagedOrganizationalUnits { get; init; } = [];

    /// <summary>
    /// The interval of Entra Connect, for "what happens next": 30 minutes by default (Entra Connect: scheduler).
    /// </summary>
    public TimeSpan SyncInterval { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>
    /// Indicates whether objects there are synchronised; null if not configured and therefore not known.
    /// </summary>
    public bool? IsInSyncScope(DistinguishedName dn) =>
        SyncedOrganizationalUnits.Count == 0 ? null : SyncedOrganizationalUnits.Any(dn.IsWithin);

    /// <summary>The label of a custom attribute.</summary>
    /// <param name="number">1 to 15.</param>
    public string LabelOf(int number) => CustomAttributeLabels.GetValueOrDefault(number, $"Custom attribute {number}");

    /// <summary>The error of a reason, as a sentence; null if it is valid.</summary>
    public string? ProblemOfReason(string? reason)
    {
        if (string.IsNullOrWhiteSpace(reason))
            return RequireReason ? "A reason is required, for example a ticket number." : null;
        if (reason.Any(c => char.IsControl(c) && c is not ('\n' or '\r' or '\t')))
            return "The reason contains a control character.";
        if (reason.Length > 500)
            return $"The reason has {reason.Length} characters; at most 500 are allowed.";
        return ReasonPattern is { } pattern && !Matches(pattern, reason)
            ? $"The reason must contain a match of {pattern}, for example a ticket number."
            : null;
    }

    /// <summary>If the match exceeds the pattern's time limit, the reason counts as not matching.</summary>
    private static bool Matches(Regex pattern, string reason)
    {
        try
        {
            return pattern.IsMatch(reason);
        }
        catch (RegexMatchTimeoutException)
        {
            return false;
        }
    }
}
