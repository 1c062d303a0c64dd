using System.Net;
using HybridAdmin.Core.Access;
using HybridAdmin.Core.Audit;
using HybridAdmin.Core.Directory;
using HybridAdmin.SignIn;
using HybridAdmin.Testing.Running;

namespace HybridAdmin.Tests.SignIn;

[Trait(Category.Name, Category.Slow)]
public sealed class PasswordSignInTests : IAsyncLifetime
{
    private DirectoryConsole console = null!;
    private Visitor visitor = null!;

    public async Task InitializeAsync()
    {
        console = await DirectoryConsole.StartAsync("Access:Roles:Helpdesk:1=Second Desk");
        visitor = console.Host.Visit();
    }

    public async Task DisposeAsync()
    {
        visitor.Dispose();
        await console.DisposeAsync();
    }

    [Fact]
    public async Task SignIn_RightPassword_IsInsideAndRecordedWithTheGroup()
    {
        var answer = await visitor.SignInAsync("hanna", "right", "?returnUrl=/audit");

        Assert.Equal("/audit", new Uri(console.Host.Address, answer.Headers.Location!).AbsolutePath);
        Assert.True(await visitor.IsInsideAsync());
        var record = await console.LastRecordAsync(AuditAction.SignedIn);
        Assert.Equal(
            ("hanna@contoso.test", Role.Helpdesk, "127.0.0.1"),
            (record.ActorId, record.Role, record.ClientAddress)
        );
        Assert.Contains("Console Helpdesk", record.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SignOut_Person_IsRecordedWithTheGroup()
    {
        await visitor.SignInAsync("hanna", "right", "");

        await visitor.SubmitAsync("/sign-out");

        var record = await console.LastRecordAsync(AuditAction.SignedOut);
        Assert.Equal(
            ("hanna@contoso.test", Role.Helpdesk, "127.0.0.1"),
            (record.ActorId, record.Role, record.ClientAddress)
        );
        Assert.Equal("Role Helpdesk by Console Helpdesk.", record.Message);
    }

    [Theory]
    [InlineData("hanna", "wrong")]
    [InlineData("nobody", "right")]
    public async Task SignIn_WrongNameOrPassword_IsToldTheSame(string name, string password)
    {
        var answer = await visitor.SignInAsync(name, password, "");
        var page = await answer.Content.ReadAsStringAsync();

        Assert.Contains("User name or password is wrong", page, StringComparison.Ordinal);
        Assert.DoesNotContain("wrong\"", page, StringComparison.Ordinal); // the password is never sent back
        Assert.False(await visitor.IsInsideAsync());
        Assert.Equal(name, (await console.LastRecordAsync(AuditAction.SignInRefused)).ActorId);
        Assert.Equal(1, console.Accounts.Binds);
    }

    [Theory]
    [InlineData("hanna")]
    [InlineData("nobody")]
    public async Task SignIn_Refused_TakesAsLongWhetherTheAccountExists(string name)
    {
        var begin = System.Diagnostics.Stopwatch.GetTimestamp();

        await visitor.SignInAsync(name, "wrong", "");

        // The fake directory answers at once.
        Assert.True(System.Diagnostics.Stopwatch.GetElapsedTime(begin) >= TimeSpan.FromMilliseconds(390));
    }

    [Theory]
    [InlineData(SignInRefusal.PasswordExpired, "Your password has expired")]
    [InlineData(SignInRefusal.AccountNotUsable, "Your account cannot be used now")]
    [InlineData(SignInRefusal.LockedOut, "User name or password is wrong")]
    public async Task SignIn_RefusedByTheDirectory_IsToldWhatMayBeTold(SignInRefusal refusal, string title)
    {
        console.Accounts.Refusal = refusal;

        var answer = await visitor.SignInAsync("hanna", "right", "");

        Assert.Contains(title, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.False(await visitor.IsInsideAsync());
    }

    [Fact]
    public async Task SignIn_WithoutRole_NamesTheGroupsThatGiveOne()
    {
        console.Accounts.Add("norbert", "right", "Domain Users");

        var answer = await visitor.SignInAsync("norbert", "right", "");
        var page = await answer.Content.ReadAsStringAsync();

        Assert.Contains("Your account has no role here", page, StringComparison.Ordinal);
        Assert.Contains("Second Desk", page, StringComparison.Ordinal);
        Assert.False(await visitor.IsInsideAsync());
        Assert.DoesNotContain("Second Desk", await visitor.Client.GetStringAsync("/sign-in"), StringComparison.Ordinal);
        Assert.Contains(
            "no group",
            (await console.LastRecordAsync(AuditAction.SignInRefused)).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task SignIn_RefusedTooOften_WaitsWithoutAskingTheDirectory()
    {
        for (var i = 0; i < SignInThrottle.RefusalsPerAccount; i++)
            await visitor.SignInAsync("hanna", "wrong", "");

        var answer = await visitor.SignInAsync("CONTOSO\\Hanna", "right", "");

        Assert.Contains(
            "Too many refused attempts",
            await answer.Content.ReadAsStringAsync(),
            StringComparison.Ordinal
        );
        Assert.Equal(SignInThrottle.RefusalsPerAccount, console.Accounts.Binds);

        console.Time.Advance(SignInThrottle.Window);
        await visitor.SignInAsync("hanna", "right", "");
        Assert.True(await visitor.IsInsideAsync());
    }

    [Fact]
    public async Task SignIn_DirectoryAway_SaysSoAndDoesNotCount()
    {
        console.Accounts.Outage = new DirectoryFault(DirectoryFaultKind.Unreachable, "No server answered.");
        for (var i = 0; i <= SignInThrottle.RefusalsPerAccount; i++)
        {
            var answer = await visitor.SignInAsync("hanna", "right", "");
            Assert.Contains(
                "The directory is not reachable",
                await answer.Content.ReadAsStringAsync(),
                StringComparison.Ordinal
            );
        }

        console.Accounts.Outage = null;
        await visitor.SignInAsync("hanna", "right", "");

        Assert.True(await visitor.IsInsideAsync());
    }

    [Fact]
    public async Task SignIn_PersonaInProduction_IsNobody()
    {
        await visitor.SubmitAsync("/sign-in", ("persona", Sandbox.SandboxPersona.All[3].Name));

        Assert.False(await visitor.IsInsideAsync());
    }

    [Theory]
    [InlineData("gone")]
    [InlineData("disabled")]
    [InlineData("without role")]
    public async Task Session_AccountLosesItsRight_EndsWithinMinutes(string loss)
    {
        await visitor.SignInAsync("hanna", "right", "");
        Assert.True(await visitor.IsInsideAsync());

        if (loss == "gone")
            console.Accounts.Remove("hanna");
        else
            console.Accounts.Change(
                "hanna",
                a => loss == "disabled" ? a with { IsUsable = false } : a with { Groups = [] }
            );
        console.Time.Advance(new SessionOptions().RevalidationInterval);

        Assert.False(await visitor.IsInsideAsync());
    }

    [Fact]
    public async Task Session_DirectoryAwayForAWhile_GoesOn()
    {
        await visitor.SignInAsync("hanna", "right", "");
        console.Accounts.Outage = new DirectoryFault(DirectoryFaultKind.Unreachable, "No server answered.");
        console.Time.Advance(new SessionOptions().RevalidationInterval);

        Assert.True(await visitor.IsInsideAsync());
    }

    [Fact]
    public async Task Session_OtherRole_IsTakenOver()
    {
        await visitor.SignInAsync("hanna", "right", "");
        console.Accounts.Change("hanna", a => a with { Groups = [FakeAccounts.Group("Console Auditors")] });
        console.Time.Advance(new SessionOptions().RevalidationInterval);

        var page = await visitor.Client.GetAsync("/access-denied");

        Assert.Contains("Auditor", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await visitor.Client.GetAsync("/")).StatusCode);
    }

    [Fact]
    public async Task Session_TooLongWithoutARequest_Ends()
    {
        await visitor.SignInAsync("hanna", "right", "");

        console.Time.Advance(new SessionOptions().Lifetime + TimeSpan.FromMinutes(1));

        Assert.False(await visitor.IsInsideAsync());
    }
}
