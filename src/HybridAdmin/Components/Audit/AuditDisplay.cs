using HybridAdmin.Components.Controls;
using HybridAdmin.Core.Audit;
using HybridAdmin.Core.Directory;

namespace HybridAdmin.Components.Audit;

/// <summary>Maps audit records to words, icons and tones.</summary>
internal static class AuditDisplay
{
    public static Tone Tone(this AuditOutcome? outcome) =>
        outcome switch
        {
            AuditOutcome.Applied => Controls.Tone.Good,
            AuditOutcome.Failed => Controls.Tone.Bad,
            AuditOutcome.Refused or AuditOutcome.Conflict or AuditOutcome.Unknown => Controls.Tone.Warning,
            _ => Controls.Tone.Neutral,
        };

    /// <summary>Describes the meaning of the outcome in a sentence.</summary>
    public static string Meaning(this AuditOutcome? outcome) =>
        outcome switch
        {
            AuditOutcome.Applied => "Done, and read back from the directory.",
            AuditOutcome.Refused => "Not allowed or not valid; nothing was written.",
            AuditOutcome.Conflict => "The object had other values than the change was made for; nothing was written.",
            AuditOutcome.Failed => "The directory refused or could not be reached; nothing was written.",
            AuditOutcome.Unknown => "It could not be determined whether it was written; the values found are recorded.",
            _ => "The outcome has yet to be determined by reading the object; it is never written again blindly.",
        };

    public static IReadOnlyList<DiffEntry> ToDiff(this IReadOnlyList<AttributeChange> changes) =>
        changes
            .Select(c => new DiffEntry(
                c.Attribute,
                Texts(c.Removed),
                Texts(c.Added),
                Texts(c.Before.Intersect(c.After))
            ))
            .ToArray();

    private static string[] Texts(IEnumerable<Core.Directory.DirectoryValue> values) =>
        values.Select(v => v.Text).ToArray();
}
