using System.Text;
using HybridAdmin.Core.Findings;
using HybridAdmin.Core.Migration;
using HybridAdmin.Core.Migration.Csv;

namespace HybridAdmin.Core.Tests.Migration;

public sealed class MigrationCsvTests
{
    private static MigrationPeople Read(string text, MigrationKind kind = MigrationKind.Onboarding) =>
        MigrationCsv.Read(text, kind);

    private static MigrationFinding Only(MigrationPeople people) => Assert.Single(people.Findings);

    public static TheoryData<string> Encodings() =>
        ["utf-8", "utf-8-mark", "utf-16", "utf-16-mark", "utf-16be", "utf-16be-mark", "windows-1252"];

    [Theory]
    [MemberData(nameof(Encodings))]
    public void Read_AnyEncoding_GivesTheSamePeople(string name)
    {
        const string Text =
            "EmailAddress,MailboxType\r\n\"anna@contoso.example\",\"PrimaryOnly\"\r\nbjörn@contoso.example,\r\n";
        var isMarked = name.EndsWith("-mark", StringComparison.Ordinal);
        Encoding encoding = name.Replace("-mark", string.Empty, StringComparison.Ordinal) switch
        {
            "utf-8" => new UTF8Encoding(isMarked),
            "utf-16" => new UnicodeEncoding(false, isMarked),
            "utf-16be" => new UnicodeEncoding(true, isMarked),
            _ => CodePagesEncodingProvider.Instance.GetEncoding(1252)!,
        };

        var people = MigrationCsv.Read(
            [.. encoding.GetPreamble().Take(isMarked ? 4 : 0), .. encoding.GetBytes(Text)],
            MigrationKind.Onboarding
        );

        Assert.Equal("anna@contoso.example", people.Rows[0].EmailAddress);
        Assert.Equal("PrimaryOnly", people.Rows[0].Values["MailboxType"]);
        var rest = people
            .Rows.Skip(1)
            .Select(r => r.EmailAddress)
            .Concat(people.Findings.Select(f => f.Identity ?? f.Message));
        Assert.Contains("björn", Assert.Single(rest), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(",")]
    [InlineData(";")]
    [InlineData("\t")]
    public void Read_AnySeparatorQuotesAndLineEnds_AreUnderstood(string separator)
    {
        var people = Read(
            $"sep={separator}\nemailaddress{separator}MailboxType\n\n\"a@c.example\"{separator}archiveonly\r\nb@c.example{separator}\n"
        );

        Assert.Empty(people.Findings);
        Assert.Equal([(4, "a@c.example"), (5, "b@c.example")], people.Rows.Select(r => (r.Row!.Value, r.EmailAddress)));
        Assert.Equal("ArchiveOnly", people.Rows[0].Values["MailboxType"]);
    }

    [Theory]
    [InlineData("EmailAddress;Note\n\"a@c.example\";\"two\nlines; and \"\"quotes\"\"\"\nb@c.example;x", 2, 4)]
    [InlineData("EmailAddress\r\n\r\na@c.example\r\n   \r\n,,\r\nb@c.example", 3, 6)]
    [InlineData("EmailAddress\ra@c.example\rb@c.example", 2, 3)]
    [InlineData("\uFEFFEmailAddress,\n  a@c.example  ,\n \"b@c.example\" ,\n", 2, 3)]
    public void Read_LinesAndQuotes_GiveRowsTheirNumberInTheFile(string text, int first, int second)
    {
        var people = Read(text);

        Assert.Equal(
            [(first, "a@c.example"), (second, "b@c.example")],
            people.Rows.Select(r => (r.Row!.Value, r.EmailAddress))
        );
        Assert.DoesNotContain(people.Findings, f => f.Severity == FindingSeverity.Error);
    }

    [Theory]
    [InlineData("Email\na@c.example", "The header has Email; Exchange wants EmailAddress there.")]
    [InlineData("EmailAdress\na@c.example", "The header has EmailAdress; Exchange wants EmailAddress there.")]
    [InlineData(
        "UserPrincipalName;Name\na@c.example;A",
        "The header has UserPrincipalName; Exchange wants EmailAddress there."
    )]
    [InlineData(
        "a@c.example\nb@c.example",
        "The first row is an address, not a header. Put the row EmailAddress above it."
    )]
    [InlineData("Frob,Quux\n1,2", "No column is called EmailAddress. The header is: Frob, Quux.")]
    public void Read_WrongHeader_IsNamedWithTheNearest(string text, string expected)
    {
        var people = Read(text);

        Assert.Empty(people.Rows);
        Assert.Contains(
            people.Findings,
            f =>
                f is { Code: MigrationCodes.CsvHeader, Row: 1, Severity: FindingSeverity.Error }
                && f.Message == expected
        );
    }

    [Fact]
    public void Read_BarInAnAddress_SeparatesNothing()
    {
        var people = Read("EmailAddress\na|b@c.example\nb|c@c.example");

        Assert.Equal(["a|b@c.example", "b|c@c.example"], people.Rows.Select(r => r.EmailAddress));
    }

    [Fact]
    public void Read_Nothing_SaysSo()
    {
        Assert.Equal(MigrationCodes.CsvEmpty, Only(Read(" \r\n")).Code);
        Assert.Equal(MigrationCodes.CsvEmpty, Only(Read("EmailAddress\r\n")).Code);
    }

    [Fact]
    public void Read_UnknownColumn_IsLeftOutAndTheNearestNamed()
    {
        var people = Read("EmailAddress,BadItemsLimit,Town\na@c.example,3,Ulm");

        Assert.Empty(people.Rows[0].Values);
        Assert.Equal(2, people.Findings.Count);
        Assert.Contains("BadItemLimit is meant", people.Findings[0].Message, StringComparison.Ordinal);
        Assert.Contains("Town is left out", people.Findings[1].Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Password")]
    [InlineData("password ")]
    [InlineData("User Password")]
    public void Read_PasswordColumn_IsNeverKept(string header)
    {
        var people = Read($"EmailAddress,{header}\na@c.example,geheim-7", MigrationKind.IMAP);

        Assert.Equal(MigrationCodes.CsvPassword, Only(people).Code);
        Assert.Empty(people.Rows[0].Values);
        Assert.DoesNotContain(
            "geheim",
            Encoding.UTF8.GetString(MigrationCsvWriter.Write(people.Rows, MigrationKind.IMAP)),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("=HYPERLINK(\"x\")")]
    [InlineData("+a@c.example")]
    [InlineData("@SUM(A1)")]
    [InlineData("-1")]
    public void Read_FormulaCell_IsAnErrorOfItsRow(string cell)
    {
        var people = Read($"EmailAddress\ngood@c.example\n\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"");

        Assert.Equal(
            (MigrationCodes.CsvFormula, 3, FindingSeverity.Error),
            (Only(people).Code, Only(people).Row, Only(people).Severity)
        );
        Assert.Single(people.Rows);
    }

    [Fact]
    public void Read_Duplicate_NamesBothRowsAndTakesTheFirst()
    {
        var people = Read("EmailAddress\nA@c.example\nb@c.example\na@C.example");

        Assert.Equal("Row 4: a@C.example is in row 2 already; that row is taken.", Only(people).Message);
        Assert.Equal(["A@c.example", "b@c.example"], people.Rows.Select(r => r.EmailAddress));
    }

    [Theory]
    [InlineData("EmailAddress\nnobody", "nobody is not an address")]
    [InlineData("EmailAddress,MailboxType\n,PrimaryOnly", "has no EmailAddress")]
    [InlineData("EmailAddress,MailboxType\na@c.example,Half", "Half is no MailboxType")]
    [InlineData("EmailAddress,BadItemLimit\na@c.example,many", "many is no BadItemLimit")]
    public void Read_BadRow_IsNamedByItsNumber(string text, string expected)
    {
        var finding = Only(Read(text) with { Rows = [] });

        Assert.Equal((2, FindingSeverity.Error), (finding.Row, finding.Severity));
        Assert.Contains(expected, finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_TenThousandRows_AreTakenAndMoreThanTwentyThousandRefused()
    {
        string Rows(int count) =>
            "EmailAddress\n" + string.Concat(Enumerable.Range(1, count).Select(n => $"p{n}@c.example\n"));

        Assert.Equal(10_000, Read(Rows(10_000)).Rows.Count);
        Assert.Equal(MigrationCsv.MostRows, Read(Rows(MigrationCsv.MostRows)).Rows.Count);
        var tooMany = Read(Rows(MigrationCsv.MostRows + 1));
        Assert.Empty(tooMany.Rows);
        Assert.Equal(MigrationCodes.CsvTooLarge, Only(tooMany).Code);
    }

    [Fact]
    public void Write_People_IsWhatExchangeReads()
    {
        var people = Read(
            "EmailAddress;LargeItemLimit;MailboxType\na@c.example;;PrimaryOnly\n\"o'neil@c.example\";Unlimited;"
        ).Rows;

        var bytes = MigrationCsvWriter.Write(people, MigrationKind.Onboarding);

        Assert.Equal(
            "EmailAddress,MailboxType,LargeItemLimit\r\na@c.example,PrimaryOnly,\r\no'neil@c.example,,Unlimited\r\n",
            Encoding.UTF8.GetString(bytes)
        );
        Assert.Equal(
            people.Select(p => p.EmailAddress),
            MigrationCsv.Read(bytes, MigrationKind.Onboarding).Rows.Select(r => r.EmailAddress)
        );
    }

    [Fact]
    public void Of_List_DropsRepetitionsWithAWarning()
    {
        var people = MigrationCsv.Of(["a@c.example", " A@c.example ", ""]);

        Assert.Equal(["a@c.example"], people.Rows.Select(r => r.EmailAddress));
        Assert.Equal(MigrationCodes.Duplicate, Only(people).Code);
    }
}
