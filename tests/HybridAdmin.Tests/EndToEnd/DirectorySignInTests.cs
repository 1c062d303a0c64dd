using System.Net;
using HybridAdmin.Core.Access;
using HybridAdmin.Core.Audit;
using HybridAdmin.Testing.ActiveDirectory;
using HybridAdmin.Testing.Running;

namespace HybridAdmin.Tests.EndToEnd;

/// <summary>People of a real directory sign in with the form.</summary>
[Collection(ContosoConsoleGroup.Name)]
public sealed class DirectorySignInTests(ContosoConsole contoso)
{
    [SambaTheory]
    [InlineData("helpdesk.hanna", Role.Helpdesk)]
    [InlineData("helpdesk.uwe", Role.Helpdesk)]
    [InlineData("CONTOSO\\recipients.rita", Role.RecipientAdministrator)]
    [InlineData("auditor.otto@contoso.com", Role.Auditor)]
    [InlineData("admin.ada", Role.Administrator)]
    public async Task SignIn_RightPassword_IsInsideWithTheRoleOfTheGroup(string name, Role role)
    {
        using var visitor = contoso.Console.Visit();

        var answer = await visitor.SignInAsync(name, contoso.Contoso.Password(Account(name)), "");

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.True(await visitor.IsInsideAsync());
        var record = await LastAsync(AuditAction.SignedIn);
        Assert.Equal(role, record.Role);
        Assert.Contains(Account(name), record.ActorId, StringComparison.OrdinalIgnoreCase);
    }

    [SambaTheory]
    [InlineData("nobody.nora", null, "Your account has no role here")]
    [InlineData("expired.emil", null, "Your password has expired")]
    [InlineData("disabled.dora", null, "Your account cannot be used now")]
    [InlineData("left.lena", null, "Your account cannot be used now")]
    [InlineData("helpdesk.hanna", "Wrong-Kettle-11", "User name or password is wrong")]
    [InlineData("expired.emil", "Wrong-Bottle-66", "User name or password is wrong")]
    [InlineData("who.is.this", "Blue-Kettle-11", "User name or password is wrong")]
    [InlineData("*)(sAMAccountName=helpdesk.hanna", "Blue-Kettle-11", "User name or password is wrong")]
    public async Task SignIn_Refused_SaysWhyAndRecords(string name, string? password, string title)
    {
        using var visitor = contoso.Console.Visit();

        var answer = await visitor.SignInAsync(name, password ?? contoso.Contoso.Password(name), "");

        Assert.Contains(title, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.False(await visitor.IsInsideAsync());
        var record = await LastAsync(AuditAction.SignInRefused);
        Assert.Equal((name, AuditOutcome.Refused), (record.ActorId, record.Outcome));
        Assert.DoesNotContain(password ?? contoso.Contoso.Password(name), $"{record}", StringComparison.Ordinal);
    }

    private static string Account(string name) => name.Split('\\')[^1].Split('@')[0];

    private async Task<AuditEntry> LastAsync(AuditAction action) =>
        (
            await contoso.Console.Audit.ListAsync(new AuditQuery { Action = action }, null, 1, CancellationToken.None)
        ).Items.Single();
}
