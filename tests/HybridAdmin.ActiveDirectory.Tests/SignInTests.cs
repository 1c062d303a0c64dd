using System.DirectoryServices.Protocols;
using HybridAdmin.Core.Directory;
using HybridAdmin.Testing.ActiveDirectory;

namespace HybridAdmin.ActiveDirectory.Tests;

[Collection(ContosoGroup.Name)]
public sealed class SignInTests(ContosoFixture contoso) : IAsyncLifetime
{
    private ActiveDirectoryDirectory directory = null!;

    public Task InitializeAsync()
    {
        if (SambaSkip.Reason is null)
            directory = Settings.Directory(Settings.For(contoso.Controller));
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        if (directory is not null)
            await directory.DisposeAsync();
    }

    [SambaTheory]
    [InlineData("helpdesk.hanna", "HybridAdmin Helpdesk")]
    [InlineData("helpdesk.uwe", "HybridAdmin Helpdesk")]
    [InlineData("recipients.rita", "HybridAdmin Recipient Administrators")]
    [InlineData("auditor.otto", "HybridAdmin Auditors")]
    [InlineData("admin.ada", "HybridAdmin Administrators")]
    [InlineData("domain.dominik", "Domain Admins")]
    public async Task SignInAsync_RightPassword_GivesTheAccountAndItsGroups(string account, string group)
    {
        var signIn = await directory.SignInAsync(account, contoso.Controller.Password(account), CancellationToken.None);

        Assert.Null(signIn.Refusal);
        Assert.Equal(account, signIn.Account!.SamAccountName);
        Assert.True(signIn.Account.IsUsable);
        Assert.Contains(signIn.Account.Groups, g => g.Name == group);
        // The primary group, which no member attribute contains.
        Assert.Contains(signIn.Account.Groups, g => g.Name == "Domain Users");
    }

    [SambaTheory]
    [InlineData("helpdesk.hanna@contoso.com")]
    [InlineData("helpdesk.hanna@contoso.local")]
    [InlineData("CONTOSO\\helpdesk.hanna")]
    [InlineData("contoso.local\\HELPDESK.HANNA")]
    [InlineData("  Helpdesk.Hanna ")]
    public async Task SignInAsync_AnyFormOfTheName_FindsTheAccount(string name)
    {
        var signIn = await directory.SignInAsync(
            name,
            contoso.Controller.Password("helpdesk.hanna"),
            CancellationToken.None
        );

        Assert.Equal("Hanna Helpdesk", signIn.Account?.DisplayName);
        Assert.Equal("helpdesk.hanna@contoso.com", signIn.Account?.UserPrincipalName);
    }

    [SambaTheory]
    [InlineData("helpdesk.hanna", "wrong", SignInRefusal.WrongCredentials)]
    [InlineData("helpdesk.hanna", "", SignInRefusal.WrongCredentials)]
    [InlineData("helpdesk.hanna", "\0", SignInRefusal.WrongCredentials)]
    [InlineData("helpdesk.hanna", "Blue-Kettle-11\0rest", SignInRefusal.WrongCredentials)]
    [InlineData("nobody.at.all", "Blue-Kettle-11", SignInRefusal.WrongCredentials)]
    [InlineData("FABRIKAM\\helpdesk.hanna", "Blue-Kettle-11", SignInRefusal.WrongCredentials)]
    [InlineData("helpdesk.*", "Blue-Kettle-11", SignInRefusal.WrongCredentials)]
    [InlineData("*)(sAMAccountName=helpdesk.hanna", "Blue-Kettle-11", SignInRefusal.WrongCredentials)]
    [InlineData("helpdesk.hanna\0", "Blue-Kettle-11", SignInRefusal.WrongCredentials)]
    [InlineData("", "Blue-Kettle-11", SignInRefusal.WrongCredentials)]
    [InlineData("Domain Admins", "x", SignInRefusal.WrongCredentials)]
    [InlineData("DC1$", "x", SignInRefusal.WrongCredentials)]
    [InlineData("expired.emil", null, SignInRefusal.PasswordExpired)]
    [InlineData("disabled.dora", null, SignInRefusal.AccountNotUsable)]
    [InlineData("left.lena", null, SignInRefusal.AccountNotUsable)]
    public async Task SignInAsync_Refused_SaysWhy(string account, string? password, SignInRefusal refusal)
    {
        var signIn = await directory.SignInAsync(
            account,
            password ?? contoso.Controller.Password(account),
            CancellationToken.None
        );

        Assert.Null(signIn.Account);
        Assert.Equal(refusal, signIn.Refusal);
    }

    [SambaTheory]
    [InlineData("helpdesk.hanna", true)]
    [InlineData("disabled.dora", false)]
    [InlineData("left.lena", false)]
    public async Task FindAsync_Account_SaysWhetherItMayBeUsed(string account, bool usable)
    {
        await using var session = await directory.OpenAsync(null, CancellationToken.None);
        var id = (await session.PersonAsync(account, "cn")).Id;

        var found = await directory.FindAsync(id, CancellationToken.None);

        Assert.Equal(usable, found!.IsUsable);
        Assert.Contains(found.Groups, g => g.Name == "HybridAdmin Helpdesk");
    }

    [SambaFact]
    public async Task FindAsync_NobodyOrNoPerson_IsNull()
    {
        await using var session = await directory.OpenAsync(null, CancellationToken.None);
        var group = (await session.PersonAsync("HybridAdmin Helpdesk", "cn")).Id;

        Assert.Null(await directory.FindAsync(Guid.NewGuid(), CancellationToken.None));
        Assert.Null(await directory.FindAsync(group, CancellationToken.None));
    }

    [SambaFact]
    public async Task SignInAsync_WrongPassword_CountsOnceAndLocksOutInTheEnd()
    {
        await using var controller = await SambaDomainController.StartNewAsync("plain");
        var policy = new ModifyRequest(
            controller.DomainDn,
            DirectoryAttributeOperation.Replace,
            "lockoutThreshold",
            "3"
        );
        await AdministratorLdap.RunAsync(controller, policy);
        await using var plain = Settings.Directory(Settings.For(controller));
        await using var session = await plain.OpenAsync(null, CancellationToken.None);

        var first = await plain.SignInAsync("helpdesk.hugo", "wrong", CancellationToken.None);
        var counted = (await session.PersonAsync("helpdesk.hugo", "badPwdCount")).Number("badPwdCount");
        await plain.SignInAsync("helpdesk.hugo", "wrong", CancellationToken.None);
        await plain.SignInAsync("helpdesk.hugo", "wrong", CancellationToken.None);
        var locked = await plain.SignInAsync(
            "helpdesk.hugo",
            controller.Password("helpdesk.hugo"),
            CancellationToken.None
        );

        Assert.Equal(SignInRefusal.WrongCredentials, first.Refusal);
        Assert.Equal(1, counted);
        Assert.Equal(SignInRefusal.LockedOut, locked.Refusal);
        var account = await plain.FindAsync(
            (await session.PersonAsync("helpdesk.hugo", "cn")).Id,
            CancellationToken.None
        );
        Assert.False(account!.IsUsable);
    }
}
