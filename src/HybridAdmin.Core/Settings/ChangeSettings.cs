using System.Text.RegularExpressions;
using HybridAdmin.Core.Directory;

namespace HybridAdmin.Core.Settings;

/// <summary>What the administrator has set about changes.</summary>
public sealed record ChangeSettings
{
    /// <summary>Changes:RequireReason.</summary>
    public bool RequireReason { get; init; }

    /// <summary>Changes:ReasonPattern: what a reason must contain, e.g. a ticket number; null: anything.</summary>
    public Regex? ReasonPattern { get; init; }

    /// <summary>Changes:CustomAttributeLabels: names for CustomAttribute1 to 15.</summary>
    public IReadOnlyDictionary<int, string> CustomAttributeLabels { get; init; } = new Dictionary<int, string>();

    /// <summary>Changes:ConfirmAbove: changes to more recipients than this at once want the number typed.</summary>
    public int ConfirmAbove { get; init; } = 25;

    /// <summary>Domains:Accepted.</summary>
    public IReadOnlyList<string> AcceptedDomains { get; init; } = [];

    /// <summary>Directory:SyncedOrganizationalUnits; empty: not known, everything counts as synchronised.</summary>
    public IReadOnlyList<DistinguishedName> SyncedOrganizationalUnits { get; init; } = [];

    /// <summary>
    /// Directory:CloudManagedOrganizationalUnits: what lies below is owned by the cloud and read-only here.
    /// </summary>
    public IReadOnlyList<DistinguishedName> CloudManagedOrganizationalUnits { get; init; } = [];

    /// <summary>
    /// How often Entra Connect runs, for "what happens next": 30 minutes by default (Entra Connect: scheduler).
    /// </summary>
    public TimeSpan SyncInterval { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>Whether the synchronisation takes what lies there; null: not configured, so not known.</summary>
    public bool? IsInSyncScope(DistinguishedName dn) =>
        SyncedOrganizationalUnits.Count == 0 ? null : SyncedOrganizationalUnits.Any(dn.IsWithin);

    /// <summary>The label of a custom attribute.</summary>
    /// <param name="number">1 to 15.</param>
    public string LabelOf(int number) => CustomAttributeLabels.GetValueOrDefault(number, $"Custom attribute {number}");

    /// <summary>What is wrong with a reason, as a sentence; null: nothing.</summary>
    public string? ProblemOfReason(string? reason)
    {
        if (string.IsNullOrWhiteSpace(reason))
            return RequireReason ? "A reason is required, for example a ticket number." : null;
        if (reason.Any(c => char.IsControl(c) && c is not ('\n' or '\r' or '\t')))
            return "The reason holds a control character.";
        if (reason.Length > 500)
            return $"The reason has {reason.Length} characters; at most 500 are kept.";
        return ReasonPattern is { } pattern && !Matches(pattern, reason)
            ? $"The reason must hold a match of {pattern}, for example a ticket number."
            : null;
    }

    /// <summary>A pattern that takes longer than its time limit over a reason has not matched it.</summary>
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
