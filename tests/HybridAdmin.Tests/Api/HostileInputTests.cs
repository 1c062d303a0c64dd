using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using HybridAdmin.Core.Access;
using HybridAdmin.Sandbox;

namespace HybridAdmin.Tests.Api;

public sealed class HostileInputTests(SandboxApi sandbox) : IClassFixture<SandboxApi>
{
    private static readonly Guid Target = SandboxPeople.ZoeWeiss.Id;

    private ApiCaller Administrator => sandbox.As(Role.Administrator);

    public static TheoryData<string> Bodies => [.. HostileBodies.All.Keys];

    public static TheoryData<string> Queries =>
        [
            "%00",
            "search=%00",
            "search=%ED%A0%80",
            "search=%FF%FE",
            "search=%E2%80%AE",
            "search=" + "%20",
            "search=*)(objectClass=*)",
            "search=%22%27;DROP TABLE x",
            "search=" + new string('a', 4000),
            "domain=%00",
            "domain=*",
            "sort=%00",
            "take=%00",
            "take=1e3",
            "take=9999999999999999999999",
            "skip=-0x1",
            "hidden=%00",
            "search",
            "=",
            "&&&",
            "search=a&search=b&search=c",
            "?search=a",
            "search[]=a",
            "search=%",
            "search=%zz",
            "plain=TRUE",
            "type=%00",
            "authority=%2B0",
        ];

    public static TheoryData<string> AuditQueries =>
        [
            "%00",
            "actor=%00",
            "text=%00",
            "text=%25_%25",
            "text=%ED%A0%80",
            "text=" + new string('a', 4000),
            "text='%20OR%201=1--",
            "target=%00",
            "target={",
            "attribute=%00",
            "attribute=" + new string('a', 4000),
            "from=%00",
            "from=0000-00-00",
            "from=9999-12-31T23:59:59-14:00",
            "from=0001-01-01T00:00:00%2B14:00",
            "to=2026-02-30",
            "after=%00",
            "after=1.5",
            "take=%00",
            "correlation=%00",
            "outcome=%00",
            "action=%2B100",
            "actor=a&actor=b",
        ];

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task Patch_HostileBody_IsAProblemAndWritesNothing(string name)
    {
        var before = await StateAsync();

        var answer = await Administrator.SendAsync(
            HttpMethod.Patch,
            $"recipients/{Target}",
            Json(HostileBodies.All[name])
        );
        var preview = await Administrator.SendAsync(
            HttpMethod.Post,
            $"recipients/{Target}/preview",
            Json(HostileBodies.All[name])
        );

        Assert.Contains(answer.AnyProblem()["code"].Text(), new[] { "invalid" });
        Assert.True(
            preview.Status is HttpStatusCode.OK or HttpStatusCode.UnprocessableEntity,
            $"{preview.Status}: {preview.Text}"
        );
        Assert.Equal(before, await StateAsync());
    }

    [Theory]
    [InlineData("{\"reason\":1}")]
    [InlineData("{\"reason\":\"\\ud800\"}")]
    [InlineData("{\"alias\":\"x\"}")]
    [InlineData("[]")]
    [InlineData("{")]
    public async Task Revert_HostileBody_IsInvalid(string body) =>
        (await Administrator.RevertAsync(1, body)).Problem(HttpStatusCode.UnprocessableEntity, "invalid");

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/xml")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("multipart/form-data")]
    [InlineData("application/jsonp")]
    public async Task Patch_OtherContentType_IsUnsupported(string type)
    {
        var before = await StateAsync();
        var content = new ByteArrayContent("{\"displayName\":\"x\"}"u8.ToArray())
        {
            Headers = { ContentType = new MediaTypeHeaderValue(type) },
        };

        var answer = await Administrator.SendAsync(HttpMethod.Patch, $"recipients/{Target}", content);

        answer.Problem(HttpStatusCode.UnsupportedMediaType, "unsupported-media-type");
        Assert.Equal(before, await StateAsync());
    }

    [Fact]
    public async Task Patch_NoContentType_IsTakenForJson()
    {
        var content = new ByteArrayContent("{\"alias\":\"\"}"u8.ToArray());

        var answer = await Administrator.SendAsync(HttpMethod.Patch, $"recipients/{Target}", content);

        answer.Problem(HttpStatusCode.UnprocessableEntity, "invalid");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Patch_BodyOverOneMegabyte_IsTooLarge(bool chunked)
    {
        var before = await StateAsync();
        var body = Encoding.UTF8.GetBytes($"{{\"reason\":\"{new string('r', 1024 * 1024)}\"}}");
        HttpContent content = chunked ? new StreamContent(new Unsized(body)) : new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");

        var answer = await Administrator.SendAsync(HttpMethod.Patch, $"recipients/{Target}", content);

        answer.Problem(HttpStatusCode.RequestEntityTooLarge, "too-large");
        Assert.Equal(before, await StateAsync());
    }

    [Fact]
    public async Task Patch_BodyThatEndsEarly_LeavesTheConsoleAlive()
    {
        var before = await StateAsync();
        using (var socket = new TcpClient())
        {
            await socket.ConnectAsync(sandbox.Console.Address.Host, sandbox.Console.Address.Port);
            var stream = socket.GetStream();
            await stream.WriteAsync(
                Encoding.ASCII.GetBytes(
                    $"PATCH /api/v1/recipients/{Target} HTTP/1.1\r\nHost: {sandbox.Console.Address.Authority}\r\nAuthorization: Bearer {ApiConsole.TokenOf("Administrator")}\r\n"
                        + "Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n{\"displayName\":\"x\"}"
                )
            );
            socket.Client.Shutdown(SocketShutdown.Send);
            var answer = new byte[12];
            try
            {
                if (await stream.ReadAtLeastAsync(answer, answer.Length, throwOnEndOfStream: false) > 0)
                    Assert.Equal("HTTP/1.1 4", Encoding.ASCII.GetString(answer)[..10]);
            }
            catch (IOException)
            {
                // The connection was closed: no response can be read.
            }
        }

        Assert.Equal(before, await StateAsync());
    }

    [Theory]
    [MemberData(nameof(Queries))]
    public async Task List_HostileQuery_IsAListOrAProblem(string query) =>
        ListOrProblem(await Administrator.GetAsync($"recipients?{query}"));

    [Theory]
    [MemberData(nameof(AuditQueries))]
    public async Task Audit_HostileQuery_IsAListOrAProblem(string query)
    {
        ListOrProblem(await Administrator.GetAsync($"audit?{query}"));
        ListOrProblem(await Administrator.GetAsync($"audit/count?{query}"));
        var export = await Administrator.GetAsync($"audit/export?format=csv&{query}");
        if (export.Status != HttpStatusCode.OK)
            export.Problem(HttpStatusCode.UnprocessableEntity, "invalid");
    }

    [Fact]
    public async Task Patch_LegalButStrangeValues_AreKeptToTheLetter()
    {
        var id = SandboxPeople.KenjiWatanabe.Id;
        const string strange = "*)(cn=\\2a) \"quoted\", <b>&amp;</b> \ud83d\ude00 e\u0301";

        (
            await Administrator.PatchAsync(
                id,
                new
                {
                    customAttributes = new Dictionary<string, string> { ["7"] = strange },
                    displayName = strange,
                    reason = strange,
                }
            )
        ).Ok();

        var recipient = (await Administrator.GetAsync($"recipients/{id}")).Ok();
        Assert.Equal(strange, recipient["customAttributes"]!["7"].Text());
        Assert.Equal(strange, recipient["displayName"].Text());
        Assert.Equal(strange, (await sandbox.Console.LastRecordAsync(id)).Reason);
        Assert.True((await Administrator.GetAsync("audit/verify")).Ok()["valid"]!.GetValue<bool>());
    }

    [Fact]
    public async Task Verify_AfterRefusalsWithStrangeValues_Holds()
    {
        var edit =
            "{\"addAddresses\":[\"a\\u0000b\",\"\\u202e\"],\"displayName\":\"\\u0000\",\"reason\":\"a\\u0000b\\ufffe\"}";

        (await sandbox.As(Role.Auditor).PatchAsync(SandboxPeople.RoomSpree.Id, edit)).Problem(
            HttpStatusCode.Forbidden,
            "forbidden"
        );

        Assert.True((await Administrator.GetAsync("audit/verify")).Ok()["valid"]!.GetValue<bool>());
        Assert.Contains(
            "displayName",
            (await Administrator.GetAsync("audit/export?format=csv")).Text,
            StringComparison.Ordinal
        );
    }

    private static void ListOrProblem(ApiAnswer answer)
    {
        if (answer.Status == HttpStatusCode.OK)
            answer.Ok();
        else
            answer.Problem(HttpStatusCode.UnprocessableEntity, "invalid");
    }

    private static ByteArrayContent Json(byte[] body) =>
        new(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };

    private async Task<(string Recipient, long Records)> StateAsync() =>
        ((await Administrator.GetAsync($"recipients/{Target}")).Text, await sandbox.Console.CountRecordsAsync());

    /// <summary>A stream that does not report its length, so that it is sent in chunks.</summary>
    private sealed class Unsized(byte[] content) : MemoryStream(content)
    {
        public override bool CanSeek => false;

        public override long Length => throw new NotSupportedException();
    }
}
