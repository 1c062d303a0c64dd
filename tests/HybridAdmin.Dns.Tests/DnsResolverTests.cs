using System.Diagnostics;
using System.Net;
using HybridAdmin.Core.Domains.Records;
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

    [Theory]
    [InlineData("id")]
    [InlineData("name")]
    [InlineData("type")]
    [InlineData("none")]
    public async Task QueryAsync_AnswerToAnotherQuestion_IsAFailureOfThatAttempt(string different)
    {
        var isFirst = true;
        using var server = new SmallDnsServer(
            (question, _) =>
            {
                if (!isFirst)
                    return [Reply(question, 0, (Name, 1, [192, 0, 2, 1]))];
                isFirst = false;
                return [Forged(question, different)];
            }
        );

        var answer = await Ask(server).QueryAsync(Name, DnsType.A, CancellationToken.None);

        Assert.Equal("192.0.2.1", Assert.Single(answer.Values));
        Assert.Equal(2, server.Questions);
    }

    [Theory]
    [InlineData("id")]
    [InlineData("name")]
    [InlineData("type")]
    [InlineData("none")]
    public async Task QueryAsync_OnlyAnswersToAnotherQuestion_IsUnknown(string different)
    {
        using var server = new SmallDnsServer((question, _) => [Forged(question, different)]);

        var answer = await Ask(server).QueryAsync(Name, DnsType.A, CancellationToken.None);

        Assert.Equal(DnsOutcome.ServerFailed, answer.Outcome);
        Assert.Contains("cannot be read", answer.Problem, StringComparison.Ordinal);
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

        var watch = Stopwatch.StartNew();

        Assert.True((await Ask(server, seconds: 0.3).QueryAsync(Name, DnsType.A, CancellationToken.None)).IsUnknown);

        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(5), watch.Elapsed.ToString()); // two attempts and a busy machine
    }

    [Theory]
    [InlineData(new byte[] { 0xc0, 0x00 })] // the header, whose octets are not a name
    [InlineData(new byte[] { 0xff, 0xff })] // forwards
    [InlineData(new byte[] { 63, 1, 2 })] // ends half-way
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
        // The record's name starts after header and question: a pointer to its own position.
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
    public async Task QueryAsync_AnyOctets_AreReadOrRefusedAndNothingElse()
    {
        var random = new Random(5);
        using var server = new SmallDnsServer(
            (question, _) =>
            {
                var good = Reply(
                    question,
                    0,
                    (Name, 15, Mx(1, "mx.contoso.example")),
                    (Name, 16, Text("abc")),
                    (Name, 6, [0, 0, .. new byte[20]])
                );
                var octets = random.Next(2) == 0 ? good : [.. good[..2], .. new byte[random.Next(1, 80)]];
                if (octets != good)
                    random.NextBytes(octets.AsSpan(2));
                else
                    for (var flips = random.Next(1, 6); flips > 0; flips--)
                        octets[random.Next(2, octets.Length)] = (byte)random.Next(256);
                return [random.Next(7) == 0 ? octets[..random.Next(1, octets.Length)] : octets];
            }
        );
        using var resolver = Ask(server, seconds: 0.5);

        for (var n = 0; n < 1000; n++)
        {
            var answer = await resolver.QueryAsync(Name, DnsType.MX, CancellationToken.None);

            Assert.True(Enum.IsDefined(answer.Outcome));
            Assert.Equal(answer.IsUnknown, answer.Problem is not null);
        }
    }

    [Fact]
    public async Task QueryAsync_IdsAndPorts_AreNotForeseeable()
    {
        var ids = new List<int>();
        using var server = new SmallDnsServer(
            (question, _) =>
            {
                ids.Add((question[0] << 8) | question[1]);
                return [Reply(question, 0, (Name, 1, [192, 0, 2, 1]))];
            }
        );
        using var resolver = Ask(server);

        for (var n = 0; n < 50; n++)
            await resolver.QueryAsync(Name, DnsType.A, CancellationToken.None);

        Assert.True(ids.Distinct().Count() > 45);
        Assert.True(server.Ports.Distinct().Count() > 45);
        Assert.DoesNotContain(ids.Zip(ids.Skip(1)), p => Math.Abs(p.First - p.Second) == 1);
    }

    [Fact]
    public async Task QueryAsync_CancelledWhileWaiting_ThrowsAtOnce()
    {
        using var server = new SmallDnsServer((_, _) => []);
        using var gone = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        var watch = Stopwatch.StartNew();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            Ask(server, seconds: 20).QueryAsync(Name, DnsType.A, gone.Token)
        );

        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10), watch.Elapsed.ToString());
    }

    [Fact]
    public async Task QueryAsync_NegativeAnswer_HoldsAsLongAsTheSmallerTimeOfItsSoa()
    {
        // The TTL of the SOA record is 300 s, see Reply; its last field is 60.
        byte[] soa = [.. SmallDnsServer.Name("ns.example"), .. SmallDnsServer.Name("a.example"), .. new byte[19], 60];
        using var server = new SmallDnsServer(
            (question, _) =>
            {
                var reply = Reply(question, 3, (Name, 6, soa));
                (reply[7], reply[9]) = (0, 1); // from the answers to the authorities
                return [reply];
            }
        );

        var answer = await Ask(server).QueryAsync($"nobody.{Name}", DnsType.A, CancellationToken.None);

        Assert.Equal((DnsOutcome.NoSuchName, 60), (answer.Outcome, answer.TimeToLive.TotalSeconds));
    }

    [Fact]
    public async Task QueryAsync_NegativeAnswerWithoutSoa_HoldsAMinute()
    {
        using var server = new SmallDnsServer((question, _) => [Reply(question, 0)]);

        var answer = await Ask(server).QueryAsync(Name, DnsType.A, CancellationToken.None);

        Assert.Equal((DnsOutcome.NoSuchRecord, 60), (answer.Outcome, answer.TimeToLive.TotalSeconds));
    }

    [Fact]
    public async Task QueryAsync_NullMx_IsAnEmptyHost()
    {
        using var server = new SmallDnsServer((question, _) => [Reply(question, 0, (Name, 15, [0, 0, 0]))]);

        var answer = await Ask(server).QueryAsync(Name, DnsType.MX, CancellationToken.None);

        Assert.Equal(new DnsRecord(string.Empty), Assert.Single(answer.Records));
    }

    [Fact]
    public async Task QueryAsync_Service_IsWeightPortAndHostWithItsPriority()
    {
        byte[] data = [0, 1, 0, 2, 1, 187, .. SmallDnsServer.Name("Host.Contoso.Example")];
        using var server = new SmallDnsServer((question, _) => [Reply(question, 0, ($"_a._tcp.{Name}", 33, data))]);

        var answer = await Ask(server).QueryAsync($"_a._tcp.{Name}", DnsType.SRV, CancellationToken.None);

        Assert.Equal(new DnsRecord("2 443 host.contoso.example", 1), Assert.Single(answer.Records));
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
    public void Resolver_NoneConfigured_AreThoseOfTheComputerOnly()
    {
        if (!File.Exists("/etc/resolv.conf"))
            return; // Windows: by its networks
        var own = File.ReadLines("/etc/resolv.conf")
            .Select(l => l.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries))
            .Where(w => w.Length >= 2 && w[0] == "nameserver" && IPAddress.TryParse(w[1], out _))
            .Select(w => new IPEndPoint(IPAddress.Parse(w[1]), DnsOptions.Port).ToString())
            .Distinct()
            .Take(3);
        using var resolver = new DnsResolver(new DnsOptions());

        Assert.Equal(string.Join(", ", own), resolver.Resolver);
    }

    private static byte[] Forged(byte[] question, string different)
    {
        (string Name, int Type, byte[] Data) record = (Name, 1, [203, 0, 113, 66]);
        switch (different)
        {
            case "id":
                var reply = Reply(question, 0, record);
                reply[0] ^= 0xff;
                return reply;
            case "name":
                return Reply([.. question[..12], .. SmallDnsServer.Name("fabrikam.example"), 0, 1, 0, 1], 0, record);
            case "type":
                return Reply([.. question[..12], .. SmallDnsServer.Name(Name), 0, 28, 0, 1], 0, record);
            default:
                byte[] bare = [.. question[..2], 0x81, 0x80, 0, 0, 0, 1, 0, 0, 0, 0];
                return [.. bare, .. SmallDnsServer.Name(Name), 0, 1, 0, 1, 0, 0, 1, 44, 0, 4, 203, 0, 113, 66];
        }
    }
}
