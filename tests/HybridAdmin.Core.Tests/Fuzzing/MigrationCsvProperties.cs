using System.Text;
using FsCheck;
using FsCheck.Fluent;
using HybridAdmin.Core.Findings;
using HybridAdmin.Core.Migration;
using HybridAdmin.Core.Migration.Csv;
using HybridAdmin.Core.Recipients;
using HybridAdmin.Testing.Fuzzing;

namespace HybridAdmin.Core.Tests.Fuzzing;

/// <summary>
/// A CSV of people to move: whatever its origin, it is read or refused row by row, and no cell can break out of its
/// position.
/// </summary>
public sealed class MigrationCsvProperties
{
    private static readonly Gen<MigrationKind> Kinds = Gen.Elements(Enum.GetValues<MigrationKind>());

    private static readonly Gen<byte[]> Files = Gen.OneOf(
        Hostile.Octets,
        Hostile.LongText.Select(Encoding.UTF8.GetBytes),
        Hostile.LongText.Select(t => Encoding.Unicode.GetBytes("EmailAddress\r\n" + t)),
        Hostile
            .Damaged("EmailAddress;MailboxType;BadItemLimit\r\n\"anna@tailwind.example\";PrimaryOnly;5\r\n")
            .Select(Encoding.Latin1.GetBytes)
    );

    [Fact]
    public void Read_AnyFile_GivesPeopleOrSaysWhy() =>
        Fuzz.Check(
            Gen.Zip(Files, Kinds),
            input =>
            {
                var people = MigrationCsv.Read(input.Item1, input.Item2);

                Assert.True(people.Rows.Count > 0 || people.Findings.Any(f => f.Severity == FindingSeverity.Error));
                Assert.All(
                    people.Rows,
                    row =>
                    {
                        Assert.True(SmtpAddress.TryParse(row.EmailAddress, out _, out _), row.EmailAddress);
                        Assert.DoesNotContain("Password", row.Values.Keys);
                        Assert.DoesNotContain(row.Values.Values, v => v[0] is '=' or '+' or '-' or '@');
                    }
                );
            }
        );

    [Fact]
    public void Write_WhatWasRead_ReadsBackAsIt() =>
        Fuzz.Check(
            Gen.Choose(1, 5).SelectMany(n => Hostile.Address.ArrayOf(n)),
            addresses =>
            {
                var first = MigrationCsv
                    .Read(
                        "EmailAddress\n"
                            + string.Join(
                                '\n',
                                addresses.Select(a => $"\"{a.Replace("\"", "\"\"", StringComparison.Ordinal)}\"")
                            ),
                        MigrationKind.Onboarding
                    )
                    .Rows;
                if (first.Count == 0)
                    return;

                var again = MigrationCsv.Read(
                    MigrationCsvWriter.Write(first, MigrationKind.Onboarding),
                    MigrationKind.Onboarding
                );

                Assert.Equal(first.Select(r => r.EmailAddress), again.Rows.Select(r => r.EmailAddress));
                Assert.Empty(again.Findings);
            }
        );
}
