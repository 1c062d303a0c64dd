using System.Net;
using HybridAdmin.Core.Domains;
using static HybridAdmin.Dns.Tests.SmallDnsServer;

namespace HybridAdmin.Dns.Tests;

public sealed class DnsResolverTests
{
    private const string Name = "contoso.example";

    [Fact]
    public async Task QueryAsync_LongText_IsPutTogetherWithoutSeparator()
    {
        using var server = new SmallDnsServer(
            (question, _) =>
                [
                    Reply(
                        question,
                        0,
                        (Name, 16, Text("v=spf1 include:spf.prot", "ection.outlook.com -all")),
                        (Name, 16, Text("ü"))
                    ),
                ]
        );

        var answer = await Ask(server).QueryAsync(Name, DnsType.TXT, CancellationToken.None);

        Assert.Contains("v=spf1 include:spf.protection.outlook.com -all", answer.Values);
        Assert.Equal(TimeSpan.FromSeconds(300), answer.TimeToLive);
    }

    [Fact]
    public async Task QueryAsync_TruncatedAnswer_IsAskedForByTcp()
    {
        var records = Enumerable
            .Range(0, 30)
            .Select(n => (Name, 16, Text(new string((char)('a' + (n % 26)), 200))))
            .ToArray();
        using var server = new SmallDnsServer(
            (question, isTcp) =>
            {
                var reply = Reply(question, 0, isTcp ? records : []);
                if (!isTcp)
                    reply[2] |= 2;
                return [reply];
            }
        );

        var answer = await Ask(server).QueryAsync(Name, DnsType.TXT, CancellationToken.None);

        Assert.Equal(30, answer.Records.Count);
        Assert.Equal(2, server.Questions);
    }

    [Fact]
    public async Task QueryAsync_AnswersToOtherQuestions_AreIgnored()
    {
        using var server = new SmallDnsServer(
            (question, _) =>
            {
                var forged = Reply(question, 0, (Name, 1, [203, 0, 113, 66]));
                forged[0] ^= 0xff;
                var other = Reply(
                    [.. question[..12], .. SmallDnsServer.Name("fabrikam.example"), 0, 1, 0, 1],
                    0,
                    ("fabrikam.example", 1, [203, 0, 113, 66])
                );
                return [forged, other, [1], Reply(question, 0, (Name, 1, [192, 0, 2, 1]))];
            }
        );

        var answer = await Ask(server).QueryAsync(Name, DnsType.A, CancellationToken.None);

        Assert.Equal("192.0.2.1", Assert.Single(answer.Values));
    }

    [Fact]
    public async Task QueryAsync_RecordsOfOtherNames_AreNotTaken()
    {
        using var server = new SmallDnsServer(
            (question, _) => [Reply(question, 0, ("fabrikam.example", 1, [203, 0, 113, 66]))]
        );

        Assert.Equal(
            DnsOutcome.NoSuchRecord,
            (await Ask(server).QueryAsync(Name, DnsType.A, CancellationToken.None)).Outcome
        );
    }

    [Theory]
    [InlineData(2, "SERVFAIL")]
    [InlineData(5, "REFUSED")]
    public async Task QueryAsync_ServerFails_IsUnknownWithItsWord(int code, string word)
    {
        using var server = new SmallDnsServer((question, _) => [Reply(question, code)]);

        var answer = await Ask(server).QueryAsync(Name, DnsType.A, CancellationToken.None);

        Assert.Equal(DnsOutcome.ServerFailed, answer.Outcome);
        Assert.Contains(word, answer.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task QueryAsync_Silence_IsAskedAgainAndTimesOut()
    {
        using var server = new SmallDnsServer((_, _) => []);

        var answer = await Ask(server, seconds: 0.2).QueryAsync(Name, DnsType.A, CancellationToken.None);

        Assert.Equal(DnsOutcome.TimedOut, answer.Outcome);
        Assert.Equal(2, server.Questions);
        Assert.Contains(server.Address.ToString(), answer.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task QueryAsync_NobodyListens_IsTimedOutAndNoException()
    {
        var server = new SmallDnsServer((_, _) => []);
        server.Dispose();

        Assert.True((await Ask(server, seconds: 0.3).QueryAsync(Name, DnsType.A, CancellationToken.None)).IsUnknown);
    }

    [Theory]
    [InlineData(new byte[] { 0xc0, 0x00 })] // the header, whose octets are no name
    [InlineData(new byte[] { 0xff, 0xff })] // forwards
    [InlineData(new byte[] { 63, 1, 2 })] // ends in the middle
    [InlineData(new byte[] { 0x80 })] // a kind of label that does not exist
    public async Task QueryAsync_MalformedName_IsAFailureOfTheServer(byte[] name)
    {
        using var server = new SmallDnsServer((question, _) => [Reply(question, 0, (Name, 5, name))]);

        var answer = await Ask(server).QueryAsync(Name, DnsType.CNAME, CancellationToken.None);

        Assert.Equal(DnsOutcome.ServerFailed, answer.Outcome);
        Assert.Contains("cannot be read", answer.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task QueryAsync_PointerToItself_Ends()
    {
        // The record's name begins behind header and question: a pointer to that very place.
        using var server = new SmallDnsServer(
            (question, _) =>
            {
                var reply = Reply(question, 0);
                var at = reply.Length;
                reply[7] = 1;
                return
                [
                    [.. reply, (byte)(0xc0 | (at >> 8)), (byte)at, 0, 1, 0, 1, 0, 0, 0, 1, 0, 4, 1, 2, 3, 4],
                ];
            }
        );

        Assert.Equal(
            DnsOutcome.ServerFailed,
            (await Ask(server).QueryAsync(Name, DnsType.A, CancellationToken.None)).Outcome
        );
    }

    [Fact]
    public async Task QueryAsync_CircleOfAliases_Ends()
    {
        using var server = new SmallDnsServer(
            (question, _) =>
                [
                    Reply(
                        question,
                        0,
                        (Name, 5, SmallDnsServer.Name("b.example")),
                        ("b.example", 5, SmallDnsServer.Name(Name))
                    ),
                ]
        );

        Assert.Equal(
            DnsOutcome.NoSuchRecord,
            (await Ask(server).QueryAsync(Name, DnsType.A, CancellationToken.None)).Outcome
        );
    }

    [Fact]
    public void Read_AnyOctets_AreReadOrRefusedAndNothingElse()
    {
        var random = new Random(5);
        var good = Reply(
            DnsMessage.Question(1, Name, DnsType.MX),
            0,
            (Name, 15, Mx(1, "mx.contoso.example")),
            (Name, 16, Text("abc")),
            (Name, 6, [0, 0, .. new byte[20]])
        );
        for (var n = 0; n < 20_000; n++)
        {
            var octets = n % 2 == 0 ? (byte[])good.Clone() : new byte[random.Next(0, 80)];
            if (n % 2 == 1)
                random.NextBytes(octets);
            else
                for (var flips = random.Next(1, 6); flips > 0; flips--)
                    octets[random.Next(octets.Length)] = (byte)random.Next(256);
            if (n % 7 == 0)
                octets = octets[..random.Next(octets.Length + 1)];
            DnsMessage.IsAnswerTo(octets, 1, Name, DnsType.MX);
            try
            {
                DnsMessage.Read(octets);
            }
            catch (MalformedAnswerException)
            {
                // What it is for.
            }
        }
    }

    [Fact]
    public void Question_Ids_AreNotForeseeable()
    {
        Assert.Equal([0x12, 0x34], DnsMessage.Question(0x1234, Name, DnsType.MX)[..2]);
        Assert.Equal((Name, DnsType.MX), Asked(DnsMessage.Question(0x1234, Name, DnsType.MX)));
    }

    [Theory]
    [InlineData("10.0.0.53", "10.0.0.53:53")]
    [InlineData("10.0.0.53:5353", "10.0.0.53:5353")]
    [InlineData("2001:db8::53", "[2001:db8::53]:53")]
    [InlineData("[2001:db8::53]:5353", "[2001:db8::53]:5353")]
    [InlineData("resolver.contoso.example", null)]
    [InlineData("10.0.0.53:0", null)]
    [InlineData("10.0.0.53:99999", null)]
    [InlineData("", null)]
    public void ParseServer_Text_IsAnEndPointOrAProblemThatNamesTheSetting(string text, string? expected)
    {
        var server = DnsOptions.ParseServer(text, out var problem);

        Assert.Equal(expected, server?.ToString());
        if (expected is null)
            Assert.Contains("Dns:Server", problem, StringComparison.Ordinal);
        else
            Assert.Null(problem);
    }

    [Fact]
    public void SystemResolvers_OfText_TakesNameserverLinesOnly()
    {
        var found = SystemResolvers.OfText([
            "# nameserver 9.9.9.9",
            "search contoso.example",
            "nameserver 10.0.0.1",
            "nameserver\t2001:db8::1",
            "nameserver nonsense",
            "",
        ]);

        Assert.Equal([IPAddress.Parse("10.0.0.1"), IPAddress.Parse("2001:db8::1")], found);
    }
}
