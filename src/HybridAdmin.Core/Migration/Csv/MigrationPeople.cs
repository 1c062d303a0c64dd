using System.Globalization;
using System.Text;
using HybridAdmin.Core.Findings;
using HybridAdmin.Core.Recipients;

namespace HybridAdmin.Core.Migration.Csv;

/// <summary>One person of a batch to be created.</summary>
/// <param name="Row">The row of the CSV, the header being 1; null: from a list.</param>
/// <param name="EmailAddress">As given, trimmed.</param>
public sealed record MigrationRow(int? Row, string EmailAddress)
{
    /// <summary>The other columns that have a value, by Exchange's names. Never a password.</summary>
    public IReadOnlyDictionary<string, string> Values { get; init; } = new Dictionary<string, string>();
}

/// <summary>People as they were read, with what is wrong row by row.</summary>
public sealed record MigrationPeople(IReadOnlyList<MigrationRow> Rows, IReadOnlyList<MigrationFinding> Findings);
