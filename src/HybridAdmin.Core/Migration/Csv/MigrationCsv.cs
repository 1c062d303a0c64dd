using System.Globalization;
using System.Text;
using HybridAdmin.Core.Findings;
using HybridAdmin.Core.Recipients;

namespace HybridAdmin.Core.Migration.Csv;

/// <summary>Reads what people give as CSV or as a list, and writes the CSV that Exchange wants. Pure.</summary>
public static class MigrationCsv
{
    /// <summary>The maximum number of rows of one batch.</summary>
    public const int MostRows = 20_000;

    private static readonly string[] MailboxTypes = ["PrimaryOnly", "ArchiveOnly", "PrimaryAndArchive"];

    /// <summary>Reads a file's bytes, with any encoding and separator that spreadsheets write.</summary>
    public static MigrationPeople Read(ReadOnlySpan<byte> bytes, MigrationKind kind) =>
        Read(CsvText.Decode(bytes), kind);

    public static MigrationPeople Read(string text, MigrationKind kind)
    {
        var findings = new List<MigrationFinding>();
        var known = MigrationColumns.Of(kind);
        using var rows = CsvText.Rows(text).GetEnumerator();
        if (!rows.MoveNext())
            return new MigrationPeople(
                [],
                [
                    Error(
                        MigrationCodes.CsvEmpty,
                        "The CSV is empty. Its first row is the header EmailAddress, then one row for each person."
                    ),
                ]
            );
        if (Header(rows.Current.Cells, known, findings) is not { } columns)
            return new MigrationPeople([], findings);

        var people = new List<MigrationRow>();
        var first = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        while (rows.MoveNext())
        {
            if (people.Count == MostRows)
            {
                return new MigrationPeople(
                    [],
                    [
                        Error(
                            MigrationCodes.CsvTooLarge,
                            $"The CSV has more than {MostRows.ToString("N0", CultureInfo.InvariantCulture)} "
                                + $"rows; that is too much for one batch. Split it into several."
                        ),
                    ]
                );
            }

            if (Row(rows.Current.Number, rows.Current.Cells, columns, first, findings) is { } person)
                people.Add(person);
        }

        if (people.Count == 0 && findings.TrueForAll(f => f.Severity != FindingSeverity.Error))
            findings.Add(
                Error(MigrationCodes.CsvEmpty, "The CSV has a header and no people. Write one row for each person.")
            );
        return new MigrationPeople(people, findings);
    }

    /// <summary>Reads addresses that were chosen or pasted.</summary>
    public static MigrationPeople Of(IReadOnlyList<string> identities)
    {
        if (identities.Count > MostRows)
            return new MigrationPeople(
                [],
                [
                    Error(
                        MigrationCodes.CsvTooLarge,
                        $"{identities.Count} people are too many for one batch; at most {MostRows} are "
                            + $"allowed. Create several batches."
                    ),
                ]
            );
        var findings = new List<MigrationFinding>();
        var people = new List<MigrationRow>();
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var identity in identities.Select(i => i.Trim()).Where(i => i.Length > 0))
        {
            if (!seen.Add(identity))
                findings.Add(
                    new MigrationFinding(
                        FindingSeverity.Warning,
                        MigrationCodes.Duplicate,
                        $"{identity} is in the list twice; one is used."
                    )
                    {
                        Identity = identity,
                    }
                );
            else
                people.Add(new MigrationRow(null, identity));
        }

        return new MigrationPeople(people, findings);
    }

    /// <summary>
    /// The Exchange name of each column, or null for a column that is ignored. The result is null if the file cannot be
    /// read.
    /// </summary>
    private static string?[]? Header(
        IReadOnlyList<string> cells,
        IReadOnlyList<string> known,
        List<MigrationFinding> findings
    )
    {
        var columns = cells
            .Select(c => known.FirstOrDefault(k => k.Equals(c.Trim(), StringComparison.OrdinalIgnoreCase)))
            .ToArray();
        var hasIdentity = columns.Contains(MigrationColumns.EmailAddress);
        for (var i = 0; i < columns.Length; i++)
        {
            var name = cells[i].Trim();
            var isPassword =
                name.Contains("password", StringComparison.OrdinalIgnoreCase)
                && !name.StartsWith("Force", StringComparison.OrdinalIgnoreCase);
            if (isPassword)
            {
                columns[i] = null;
                findings.Add(
                    Warning(
                        MigrationCodes.CsvPassword,
                        $"The column {name} is left out: the console neither stores nor forwards passwords."
                    ) with
                    {
                        Row = 1,
                    }
                );
            }
            else if (
                columns[i] is null
                && name.Length > 0
                && (hasIdentity || MigrationColumns.Meant(name, known) != MigrationColumns.EmailAddress)
            )
            {
                var nearest = MigrationColumns.Meant(name, [.. known.Except(columns.OfType<string>())]);
                findings.Add(
                    Warning(
                        MigrationCodes.CsvColumn,
                        nearest is null
                            ? $"The column {name} is left out: Exchange does not know it."
                            : $"The column {name} is left out: Exchange does not know it. If {nearest} is "
                                + $"meant, call it that."
                    ) with
                    {
                        Row = 1,
                    }
                );
            }
            else if (columns[i] is { } column && Array.IndexOf(columns, column) < i)
            {
                columns[i] = null;
                findings.Add(Error(MigrationCodes.CsvHeader, $"The column {column} occurs twice.") with { Row = 1 });
            }
        }

        if (hasIdentity)
            return columns;
        var meant = cells.FirstOrDefault(c => MigrationColumns.Meant(c, known) == MigrationColumns.EmailAddress);
        var isData = cells.Any(c => c.Contains('@', StringComparison.Ordinal));
        findings.Insert(
            0,
            Error(
                MigrationCodes.CsvHeader,
                (meant, isData) switch
                {
                    ({ Length: > 0 }, false) => $"The header has {meant}; Exchange wants EmailAddress there.",
                    (_, true) => "The first row is an address, not a header. Put the row EmailAddress above it.",
                    _ => $"No column is called EmailAddress. The header is: {string.Join(", ", cells.Take(6))}.",
                }
            ) with
            {
                Row = 1,
            }
        );
        return null;
    }

    private static MigrationRow? Row(
        int number,
        IReadOnlyList<string> cells,
        string?[] columns,
        Dictionary<string, int> first,
        List<MigrationFinding> findings
    )
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        var identity = string.Empty;
        for (var i = 0; i < Math.Min(cells.Count, columns.Length); i++)
        {
            if (columns[i] is not { } column || cells[i].Trim() is not { Length: > 0 } value)
                continue;
            if (value[0] is '=' or '+' or '-' or '@')
            {
                Add(
                    Error(
                        MigrationCodes.CsvFormula,
                        $"Row {number}: the cell of {column} is a formula. Write the value itself, for "
                            + $"example by pasting values only."
                    )
                );
                return null;
            }

            if (column == MigrationColumns.EmailAddress)
                identity = value;
            else
                values[column] = value;
        }

        if (cells.Count > columns.Length && cells.Skip(columns.Length).Any(c => c.Trim().Length > 0))
            Add(Warning(MigrationCodes.CsvRow, $"Row {number} has more cells than the header; those are left out."));
        if (identity.Length == 0)
        {
            Add(Error(MigrationCodes.CsvRow, $"Row {number} has no EmailAddress."));
            return null;
        }

        if (!SmtpAddress.TryParse(identity, out _, out var problem))
        {
            Add(Error(MigrationCodes.CsvRow, $"Row {number}: {identity} is not an address. {problem}"));
            return null;
        }

        if (!first.TryAdd(identity, number))
        {
            Add(
                Warning(
                    MigrationCodes.Duplicate,
                    $"Row {number}: {identity} is in row {first[identity]} already; that row is taken."
                )
            );
            return null;
        }

        if (ProblemOf(values) is { } wrong)
        {
            Add(Error(MigrationCodes.CsvRow, $"Row {number}: {wrong}"));
            return null;
        }

        return new MigrationRow(number, identity) { Values = values };

        void Add(MigrationFinding finding) =>
            findings.Add(finding with { Row = number, Identity = identity.Length > 0 ? identity : null });
    }

    private static string? ProblemOf(Dictionary<string, string> values)
    {
        if (values.TryGetValue(MigrationColumns.MailboxType, out var type))
        {
            if (MailboxTypes.FirstOrDefault(t => t.Equals(type, StringComparison.OrdinalIgnoreCase)) is not { } word)
                return $"{type} is no MailboxType; Exchange knows {string.Join(", ", MailboxTypes)}.";
            values[MigrationColumns.MailboxType] = word;
        }

        foreach (var column in new[] { MigrationColumns.BadItemLimit, MigrationColumns.LargeItemLimit })
        {
            if (
                values.TryGetValue(column, out var limit)
                && !limit.Equals("Unlimited", StringComparison.OrdinalIgnoreCase)
                && !int.TryParse(limit, NumberStyles.None, CultureInfo.InvariantCulture, out _)
            )
                return $"{limit} is no {column}; it is a number, or Unlimited.";
        }

        return null;
    }

    private static MigrationFinding Error(string code, string message) => new(FindingSeverity.Error, code, message);

    private static MigrationFinding Warning(string code, string message) => new(FindingSeverity.Warning, code, message);
}
