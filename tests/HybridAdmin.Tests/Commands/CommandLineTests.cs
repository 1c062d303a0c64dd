using HybridAdmin.Testing.Running;
using HybridAdmin.Tests.Hosting;
using Microsoft.Data.Sqlite;

namespace HybridAdmin.Tests.Commands;

[Trait(Category.Name, Category.Process)]
public sealed class CommandLineTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Serve_FromAnotherFolder_FindsItsFilesAndTellsTheAddress()
    {
        await using var console = ConsoleProcess.Start([
            "--Urls=http://127.0.0.1:0",
            $"--Storage:Path={folder["data"]}",
        ]);
        var address = await console.LineAsync("HybridAdmin is ready at ");
        using var client = new HttpClient { BaseAddress = new Uri(address) };

        var style = await client.GetAsync("/css/app.css");

        Assert.True(style.IsSuccessStatusCode);
        Assert.Contains("mode Sandbox", console.Output, StringComparison.Ordinal);
        Assert.Contains("SQLite 3.", console.Output, StringComparison.Ordinal);
        Assert.True(File.Exists(folder["data/hybridadmin.db"]));
    }

    [Fact]
    public async Task Serve_MistakesInTheEnvironment_ExitsWith2AndSentences()
    {
        var environment = new Dictionary<string, string>
        {
            ["Directory__Server__0"] = "ldaps://dc1.contoso.test",
            ["SignIn__Mode"] = "Directory",
        };

        var (code, output, errors) = await ConsoleProcess.RunAsync([], environment);

        Assert.Equal(2, code);
        Assert.Contains(
            "Directory:Server:0 is not a setting. Did you mean Directory:Servers",
            errors,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("   at ", output + errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sreve")]
    [InlineData("audit", "delete")]
    [InlineData("audit", "verify", "now")]
    [InlineData("--Storag:Path=/tmp/x")]
    [InlineData("--Frobnicate=1")]
    public async Task Run_NotUnderstood_ExitsWith2(params string[] args)
    {
        var (code, _, errors) = await ConsoleProcess.RunAsync(args);

        Assert.Equal(2, code);
        Assert.NotEmpty(errors);
        Assert.DoesNotContain("   at ", errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--help", "audit verify")]
    [InlineData("--version", "HybridAdmin 0.")]
    public async Task Run_HelpAndVersion_ExitWith0(string option, string expected)
    {
        var (code, output, _) = await ConsoleProcess.RunAsync([option]);

        Assert.Equal(0, code);
        Assert.Contains(expected, output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Serve_AddressInUse_SaysSoInOneSentence()
    {
        await using var host = await ConsoleHost.StartAsync();

        var (code, output, errors) = await ConsoleProcess.RunAsync([
            $"--Urls={host.Address}",
            $"--Storage:Path={folder["data"]}",
        ]);

        Assert.Equal(1, code);
        Assert.Contains("address already in use", errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", output + errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AuditVerify_WholeLog_ExitsWith0()
    {
        await RecordSignInsAsync();

        var (code, output, _) = await VerifyAsync();

        Assert.Equal(0, code);
        Assert.Contains("The audit log holds", output, StringComparison.Ordinal);
        Assert.Contains("integrity, not proof", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AuditVerify_ChangedRecord_ExitsWith1AndNamesIt()
    {
        await RecordSignInsAsync();
        await using (var database = new SqliteConnection($"Data Source={folder["hybridadmin.db"]};Pooling=False"))
        {
            await database.OpenAsync();
            using var command = database.CreateCommand();
            command.CommandText =
                "SELECT group_concat(name) FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'AuditRecords'";
            var triggers = ((string)(await command.ExecuteScalarAsync())!).Split(',');
            command.CommandText =
                string.Concat(triggers.Select(t => $"DROP TRIGGER \"{t}\";"))
                + "UPDATE AuditRecords SET ActorName = 'Somebody' WHERE Sequence = 3";
            Assert.Equal(1, await command.ExecuteNonQueryAsync());
        }

        var (code, output, _) = await VerifyAsync();

        Assert.Equal(1, code);
        Assert.Contains("does NOT hold from record 3 on", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AuditVerify_NoLog_ExitsWith1AndCreatesNone()
    {
        var (code, output, _) = await VerifyAsync();

        Assert.Equal(1, code);
        Assert.Contains("There is no audit log", output, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }

    private async Task RecordSignInsAsync()
    {
        await using var host = await ConsoleHost.StartAsync(folder: folder.Path);
        using var visitor = host.Visit();
        await visitor.SignInAsync("Helpdesk");
        await visitor.SignInAsync("Auditor");
    }

    private Task<(int ExitCode, string Output, string Errors)> VerifyAsync() =>
        ConsoleProcess.RunAsync(["audit", "verify", $"--Storage:Path={folder.Path}"]);
}
