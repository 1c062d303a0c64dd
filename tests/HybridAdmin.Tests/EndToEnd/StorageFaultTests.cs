using System.Net;
using HybridAdmin.Core.Access;
using HybridAdmin.Testing.ActiveDirectory;
using HybridAdmin.Testing.Running;
using HybridAdmin.Tests.Api;
using HybridAdmin.Tests.Hosting;
using Microsoft.Data.Sqlite;

namespace HybridAdmin.Tests.EndToEnd;

/// <summary>
/// Failures of the log beside a real directory: without a record nothing is written, and every record of a crash is
/// settled.
/// </summary>
[Collection(ContosoConsoleGroup.Name)]
public sealed class StorageFaultTests(ContosoConsole contoso) : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [SambaFact]
    public async Task Patch_DatabaseLocked_ChangesNothing()
    {
        await using var console = await ApiConsole.StartAsync(
            DirectorySettings.Ldaps(contoso.Contoso),
            folder: folder.Path
        );
        using var caller = console.As(Role.Helpdesk);
        var person = contoso.Domain.CreatePerson("Locked Log");
        var edit = new { addAddresses = new[] { "locked@contoso.com" } };
        await using (var other = await OpenAsync(SqliteOpenMode.ReadWrite))
        {
            await ExecuteAsync(other, "BEGIN IMMEDIATE");

            (await caller.PatchAsync(person.Id, edit)).Problem(HttpStatusCode.ServiceUnavailable, "audit-unavailable");
            Assert.Equal(person.Whole(), contoso.Domain.Read("(cn=Locked Log)").Whole());
            await ExecuteAsync(other, "ROLLBACK");
        }

        (await caller.PatchAsync(person.Id, edit)).Ok();
        Assert.True((await console.Audit.VerifyAsync(CancellationToken.None)).IsValid);
    }

    [SambaFact]
    public async Task Export_LogGone_IsAProblemAndNoHalfFile()
    {
        await using var console = await ApiConsole.StartAsync(folder: folder.Path);
        using var caller = console.As(Role.Auditor);
        SqliteConnection.ClearAllPools();
        File.Delete(folder["hybridadmin.db"]);

        foreach (
            var path in new[]
            {
                "audit",
                "audit/count",
                "audit/1",
                "audit/verify",
                "audit/export?format=csv",
                "audit/export?format=jsonl",
            }
        )
        {
            var answer = await caller.GetAsync(path);
            if (path == "audit/verify" && answer.Status == HttpStatusCode.OK)
                Assert.False(answer.Json["valid"]!.GetValue<bool>());
            else
                answer.Problem(HttpStatusCode.ServiceUnavailable, "audit-unavailable");
        }
    }

    [SambaFact]
    public async Task Verify_TamperedRow_IsNamed()
    {
        await using var console = await ApiConsole.StartAsync(
            DirectorySettings.Ldaps(contoso.Contoso),
            folder: folder.Path
        );
        using var caller = console.As(Role.Administrator);
        var person = contoso.Domain.CreatePerson("Tampered Row");
        var id = (await caller.PatchAsync(person.Id, new { addAddresses = new[] { "tampered@contoso.com" } })).Ok()[
            "changeId"
        ]!.GetValue<long>();
        Assert.True((await caller.GetAsync("audit/verify")).Ok()["valid"]!.GetValue<bool>());
        await using (var forger = await OpenAsync(SqliteOpenMode.ReadWrite))
        {
            var triggers = await ScalarAsync(
                forger,
                "SELECT group_concat('DROP TRIGGER \"' || name || '\"', ';') FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'AuditRecords'"
            );
            await ExecuteAsync(
                forger,
                $"{triggers}; UPDATE AuditRecords SET ActorName = 'Somebody Else' WHERE Sequence = {id}"
            );
        }

        var found = (await caller.GetAsync("audit/verify")).Ok();

        Assert.False(found["valid"]!.GetValue<bool>());
        Assert.Equal(id, found["firstBroken"]!.GetValue<long>());
        Assert.Contains($"{id}", found["problem"].Text(), StringComparison.Ordinal);
    }

    [SambaTheory]
    [InlineData(true, "Applied")]
    [InlineData(false, "Failed")]
    public async Task Console_KilledBetweenIntentAndAnswer_SettlesTheRecordByTheObject(bool arrives, string expected)
    {
        using var gate = new LdapGate(contoso.Contoso.Address);
        var person = contoso.Domain.CreatePerson($"Killed {expected}");
        var (address, held, decide) = (
            $"after.kill.{expected}@contoso.com".ToLowerInvariant(),
            new TaskCompletionSource(),
            new TaskCompletionSource<Passage>()
        );
        gate.OnModify = () =>
        {
            held.TrySetResult();
            return decide.Task;
        };
        string[] arguments =
        [
            .. DirectorySettings
                .Through(gate, contoso.Contoso)
                .Concat(ApiConsole.TokenSettings)
                .Append("Urls=http://127.0.0.1:0")
                .Append($"Storage:Path={folder.Path}")
                .Select(s => "--" + s),
        ];
        Task<ApiAnswer> patch;
        await using (var console = ConsoleProcess.Start(arguments))
        {
            var caller = await CallerAsync(console);
            patch = caller.PatchAsync(person.Id, new { addAddresses = new[] { address } });
            if (await Task.WhenAny(held.Task, patch) == patch)
                Assert.Fail($"No write was sent: {(await patch).Text}");
            await using var reader = await OpenAsync(SqliteOpenMode.ReadOnly);
            Assert.Equal(
                "1",
                await ScalarAsync(reader, $"SELECT COUNT(*) FROM AuditRecords WHERE TargetId = '{person.Id}'")
            ); // the intent alone
        }

        await Assert.ThrowsAnyAsync<HttpRequestException>(() => patch); // it was killed
        decide.SetResult(arrives ? Passage.WithoutAnswer : Passage.Lost); // the request was on its way, or not yet
        if (arrives)
            await ConsoleHost.UntilAsync(() => Task.FromResult(Holds(expected, address)), "the request to arrive");
        gate.OnModify = () => Task.FromResult(Passage.Through);
        await using var again = ConsoleProcess.Start(arguments);
        using var auditor = await CallerAsync(again);

        System.Text.Json.Nodes.JsonNode record = null!;
        await ConsoleHost.UntilAsync(
            async () =>
                (record = (await auditor.GetAsync($"audit?target={person.Id}")).Ok()["items"]!.AsArray().Single()!)[
                    "outcome"
                ]
                    is not null,
            "the record to be settled"
        );

        Assert.Equal(expected, record["outcome"].Text());
        Assert.Contains("by reading the object", record["message"].Text(), StringComparison.Ordinal);
        Assert.Equal(arrives, Holds(expected, address));
        Assert.True((await auditor.GetAsync("audit/verify")).Ok()["valid"]!.GetValue<bool>());
    }

    private static async Task<ApiCaller> CallerAsync(ConsoleProcess console)
    {
        await console.ReadyAsync();
        return new ApiCaller(new Uri(console.Address), ApiConsole.TokenOf(nameof(Role.Administrator)));
    }

    private static async Task ExecuteAsync(SqliteConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<string?> ScalarAsync(SqliteConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (await command.ExecuteScalarAsync())?.ToString();
    }

    private bool Holds(string expected, string address) =>
        contoso.Domain.Read($"(cn=Killed {expected})").Values("proxyAddresses").Contains($"smtp:{address}");

    private async Task<SqliteConnection> OpenAsync(SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder
            {
                DataSource = folder["hybridadmin.db"],
                Mode = mode,
                Pooling = false,
            }.ToString()
        );
        await connection.OpenAsync();
        return connection;
    }
}
