using HybridAdmin.Core.Audit;
using HybridAdmin.Testing.Directory;
using HybridAdmin.Testing.Running;
using HybridAdmin.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace HybridAdmin.Tests.SignIn.OpenId;

/// <summary>A console on the sandbox's directory, a provider on loopback that can misbehave, and a browser.</summary>
public abstract class OpenIdConsoleTest : IAsyncLifetime
{
    private protected const string Hanna =
        """{"sub":"hanna","name":"Hanna","preferred_username":"hanna@contoso.test","roles":["Desk"]}""";

    private FakeProvider? provider;
    private ConsoleHost? console;
    private Visitor? visitor;

    private protected FakeTimeProvider Time { get; } = new(DateTimeOffset.UtcNow);

    private protected FakeProvider Provider => provider!;

    private protected ConsoleHost Console => console!;

    private protected Visitor Visitor => visitor!;

    public async Task InitializeAsync() => provider = await FakeProvider.StartAsync();

    public async Task DisposeAsync()
    {
        visitor?.Dispose();
        if (console is not null)
            await console.DisposeAsync();
        await Provider.DisposeAsync();
    }

    /// <summary>Ends the console and starts it on the same data, for the same browser at a new address.</summary>
    private protected async Task RestartAsync(string folder)
    {
        await Console.DisposeAsync();
        Visitor.Dispose();
        await StartAsync([], _ => { }, folder);
    }

    private protected Task StartAsync(params string[] further) => StartAsync(further, _ => { });

    private protected async Task StartAsync(
        string[] further,
        Action<IServiceCollection> overrides,
        string? folder = null
    )
    {
        console = await ConsoleHost.StartAsync(
            [
                .. further,
                "SignIn:Mode=OpenIdConnect",
                "Sandbox:OpenIdConnect=true",
                $"SignIn:Authority={Provider.Issuer}",
                $"SignIn:ClientId={FakeProvider.ClientId}",
                "Access:Roles:Helpdesk:0=Desk",
            ],
            services =>
            {
                services.AddSingleton<TimeProvider>(Time);
                if (further.Contains(DirectoryConsole.Settings[0]))
                    DirectoryConsole.Replace(services, new FakeDirectory(), new FakeAccounts());
                overrides(services);
            },
            folder
        );
        visitor = console.Visit();
    }

    private protected Task<Uri> BeginAsync(string query = "") => BeginAsync(Visitor, query);

    private protected static async Task<Uri> BeginAsync(Visitor who, string query = "") =>
        (await who.Client.GetAsync("/sign-in/start" + query)).Headers.Location!;

    /// <summary>Signs Hanna in, unless the provider's current behaviour prevents it.</summary>
    private protected async Task<HttpResponseMessage> SignInAsync(string claims = Hanna) =>
        await Visitor.Client.GetAsync(Provider.Answer(await BeginAsync(), claims));

    private protected async Task RefusedAsync(HttpResponseMessage answer, string told, string recorded)
    {
        await ToldAsync(answer, told);
        var message = (await LastAsync(AuditAction.SignInRefused)).Message;
        Assert.Contains(recorded, message, StringComparison.Ordinal);
        Assert.DoesNotContain("eyJ", message, StringComparison.Ordinal);
    }

    private protected Task InsideAsync() => InsideAsync(Visitor);

    /// <summary>Asserts that the visitor is signed in; reports the refusals if not.</summary>
    private protected async Task InsideAsync(Visitor who) =>
        Assert.True(
            await who.IsInsideAsync(),
            string.Join(Environment.NewLine, (await ListAsync(AuditAction.SignInRefused)).Select(e => e.Message))
        );

    private protected async Task ToldAsync(HttpResponseMessage answer, string told)
    {
        Assert.StartsWith("/sign-in?problem=", answer.Headers.Location!.OriginalString, StringComparison.Ordinal);
        using var reader = Console.Visit();
        Assert.Contains(told, await reader.Client.GetStringAsync(answer.Headers.Location), StringComparison.Ordinal);
    }

    private protected async Task<AuditEntry> LastAsync(AuditAction action) => (await ListAsync(action))[0];

    private protected async Task<IReadOnlyList<AuditEntry>> ListAsync(AuditAction action) =>
        (
            await Console
                .Services.GetRequiredService<IAuditLog>()
                .ListAsync(new AuditQuery { Action = action }, null, 10, CancellationToken.None)
        ).Items;
}
