using System.Net;
using System.Text.Json.Nodes;
using HybridAdmin.Core.Access;
using HybridAdmin.Sandbox;

namespace HybridAdmin.Tests.Api;

public sealed class AuditApiTests(SandboxApi sandbox) : IClassFixture<SandboxApi>
{
    private static readonly Guid Spree = SandboxPeople.RoomSpree.Id;

    private ApiCaller Auditor => sandbox.As(Role.Auditor);

    [Fact]
    public async Task List_ByKey_GivesEveryChangeOnceNewestFirst()
    {
        for (var i = 0; i < 5; i++)
            await AddAsync($"paging{i}@tailwind.example");
        var read = new List<long>();
        string? after = null;

        do
        {
            var page = (await Auditor.GetAsync($"audit?target={Spree}&take=2{after}")).Ok();
            Assert.Equal(["items", "next"], page.Names());
            Assert.True(page["items"]!.AsArray().Count <= 2);
            read.AddRange(page["items"]!.AsArray().Select(i => i!["id"]!.GetValue<long>()));
            after = page["next"] is { } next ? $"&after={next}" : null;
        } while (after is not null);

        Assert.Equal(read.Distinct().OrderDescending(), read);
        Assert.Equal((await CountAsync($"target={Spree}")), read.Count);
        Assert.True(read.Count >= 5);
    }

    [Fact]
    public async Task List_Item_HasIntentAndOutcomeJoined()
    {
        var id = await AddAsync("joined@tailwind.example", "INC-42");

        var item = (await Auditor.GetAsync($"audit/{id}")).Ok();

        foreach (
            var member in new[]
            {
                "id",
                "at",
                "actor",
                "role",
                "source",
                "action",
                "targetId",
                "targetName",
                "outcome",
                "reason",
                "correlationId",
                "changes",
            }
        )
            Assert.Contains(member, item.Names());
        Assert.Equal(
            ("token:Helpdesk", "Helpdesk", "Api", "RecipientEdited"),
            (item["actor"].Text(), item["role"].Text(), item["source"].Text(), item["action"].Text())
        );
        Assert.Equal(
            ("Applied", "INC-42", "Berlin Room Spree"),
            (item["outcome"].Text(), item["reason"].Text(), item["targetName"].Text())
        );
        Assert.Equal(TimeSpan.Zero, item["at"]!.GetValue<DateTimeOffset>().Offset);
        Assert.Equal(["smtp:joined@tailwind.example"], item.Change("proxyAddresses")["added"].Texts());
    }

    [Fact]
    public async Task List_Filters_NarrowTheSameWayAsTheCount()
    {
        var id = await AddAsync("filtered@tailwind.example", "CHG-7 filters");
        var item = (await Auditor.GetAsync($"audit/{id}")).Ok();
        var at = item["at"]!.GetValue<DateTimeOffset>().UtcDateTime;

        foreach (
            var filter in new[]
            {
                "actor=token:helpdesk",
                $"target={Spree}",
                "target=room%20spree",
                "attribute=proxyaddresses",
                "outcome=Applied",
                "action=RecipientEdited",
                $"correlation={item["correlationId"].Text()}",
                $"from={at:yyyy-MM-ddTHH:mm:ss}Z",
                $"to={at.AddSeconds(1):yyyy-MM-ddTHH:mm:ss}Z",
                "text=filtered@tailwind",
                "text=chg-7",
            }
        )
        {
            var page = (await Auditor.GetAsync($"audit?take=1000&{filter}")).Ok()["items"]!.AsArray();
            Assert.True(page.Any(i => i!["id"]!.GetValue<long>() == id), filter);
            Assert.True(page.Count == await CountAsync(filter), filter);
        }

        foreach (
            var filter in new[]
            {
                "actor=nobody",
                $"target={Guid.NewGuid()}",
                "attribute=displayName",
                "outcome=Unknown",
                "action=SignedIn",
                $"correlation={Guid.NewGuid()}",
                "from=2999-01-01",
                "to=2001-01-01",
                "text=nothing-like-it",
            }
        )
        {
            var page = (await Auditor.GetAsync($"audit?take=1000&{filter}")).Ok()["items"]!.AsArray();
            Assert.False(page.Any(i => i!["id"]!.GetValue<long>() == id), filter);
        }
    }

    [Theory]
    [InlineData("take=0", "take")]
    [InlineData("take=1001", "take")]
    [InlineData("after=-1", "after")]
    [InlineData("after=99999999999999999999", "after")]
    [InlineData("outcome=Done", "outcome")]
    [InlineData("outcome=Applied,Refused", "outcome")]
    [InlineData("outcome=3", "outcome")]
    [InlineData("action=100", "action")]
    [InlineData("correlation=1", "correlation")]
    [InlineData("from=yesterday", "from")]
    [InlineData("from=12:00", "from")]
    [InlineData("from=01/02/2026", "from")]
    [InlineData("to=2026-13-01", "to")]
    [InlineData("user=anna", "user")]
    public async Task List_NotUnderstood_NamesTheParameter(string query, string parameter)
    {
        var answer = await Auditor.GetAsync($"audit?{query}");

        Assert.Equal([parameter], answer.Problem(HttpStatusCode.UnprocessableEntity, "invalid")["errors"].Names());
    }

    [Theory]
    [InlineData("2026-01-31")]
    [InlineData("2026-01-31T12:00Z")]
    [InlineData("2026-01-31T12:00:00Z")]
    [InlineData("2026-01-31T12:00:00.123Z")]
    [InlineData("2026-01-31T12:00:00%2B02:00")]
    [InlineData("2026-01-31T12:00:00-05:00")]
    public async Task List_TimesOfIso8601_AreUnderstood(string time) =>
        (await Auditor.GetAsync($"audit?from={time}")).Ok();

    [Theory]
    [InlineData("audit/0")]
    [InlineData("audit/999999999")]
    [InlineData("audit/9223372036854775807")]
    [InlineData("audit/99999999999999999999999")]
    [InlineData("audit/-1")]
    [InlineData("audit/one")]
    public async Task Find_NoSuchRecord_IsNotFound(string path) =>
        (await Auditor.GetAsync(path)).Problem(HttpStatusCode.NotFound, "not-found");

    [Fact]
    public async Task Find_OfAnOutcomeRecord_IsNotAChange()
    {
        var id = await AddAsync("outcome.record@tailwind.example");

        (await Auditor.GetAsync($"audit/{id + 1}")).Problem(HttpStatusCode.NotFound, "not-found");
    }

    [Fact]
    public async Task Verify_UntouchedLog_HoldsAndSaysThatItIsNoProof()
    {
        await AddAsync("verified@tailwind.example");

        var found = (await Auditor.GetAsync("audit/verify")).Ok();

        Assert.True(found["valid"]!.GetValue<bool>());
        Assert.True(found["records"]!.GetValue<long>() >= 2);
        Assert.Null(found["firstBroken"]);
        Assert.False(found["isProof"]!.GetValue<bool>()); // key and head are in the same folder as the database here
    }

    [Fact]
    public async Task Export_Csv_IsAFileWithoutFormulas()
    {
        await AddAsync("formula1@tailwind.example", "=HYPERLINK(\"http://evil.example\")");
        await AddAsync("formula2@tailwind.example", "@SUM(A1), \"quoted\"\nand more");

        var answer = await Auditor.GetAsync($"audit/export?format=csv&target={Spree}");

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal("text/csv", answer.ContentType);
        Assert.Equal("audit.csv", answer.ContentHeaders.ContentDisposition!.FileName);
        var rows = Csv.Read(answer.Text.TrimStart('\uFEFF'));
        Assert.Equal(await CountAsync($"target={Spree}"), rows.Count);
        Assert.Contains(
            rows,
            r => r["Reason"].EndsWith("=HYPERLINK(\"http://evil.example\")", StringComparison.Ordinal)
        );
        Assert.Contains(rows, r => r["Reason"].EndsWith("and more", StringComparison.Ordinal));
        Assert.Contains(rows, r => r["Changes"].Contains("+smtp:formula1@tailwind.example", StringComparison.Ordinal));
        Assert.DoesNotContain(
            rows.SelectMany(r => r.Values),
            v => v.Length > 0 && "=+-@\t\r".Contains(v[0], StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Export_JsonLines_GivesOneItemPerLine()
    {
        var id = await AddAsync("lines@tailwind.example", "two\nlines");

        var answer = await Auditor.GetAsync($"audit/export?format=jsonl&target={Spree}");

        Assert.Equal("application/jsonl", answer.ContentType);
        var items = answer
            .Text.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(l => JsonNode.Parse(l)!)
            .ToArray();
        Assert.Equal(id, items[0]["id"]!.GetValue<long>());
        Assert.Equal("two\nlines", items[0]["reason"].Text());
        Assert.Equal((await Auditor.GetAsync($"audit/{id}")).Ok().ToJsonString(), items[0].ToJsonString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("?format=xml")]
    [InlineData("?format=CSV")]
    [InlineData("?format=csv&format=jsonl")]
    public async Task Export_UnknownFormat_IsInvalid(string query) =>
        (await Auditor.GetAsync($"audit/export{query}")).Problem(HttpStatusCode.UnprocessableEntity, "invalid");

    private async Task<long> AddAsync(string address, string? reason = null)
    {
        var done = (
            await sandbox.As(Role.Helpdesk).PatchAsync(Spree, new { addAddresses = new[] { address }, reason })
        ).Ok();
        return done["changeId"]!.GetValue<long>();
    }

    private async Task<long> CountAsync(string filter) =>
        (await Auditor.GetAsync($"audit/count?{filter}")).Ok()["count"]!.GetValue<long>();
}
