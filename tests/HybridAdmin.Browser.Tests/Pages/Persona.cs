using HybridAdmin.Browser.Tests.Running;
using HybridAdmin.Sandbox;

namespace HybridAdmin.Browser.Tests.Pages;

/// <summary>The person who signs in.</summary>
public sealed record Persona(string Name, string Role)
{
    public static Persona Helpdesk { get; } = Of("Helpdesk");

    public static Persona RecipientAdministrator { get; } = Of("RecipientAdministrator");

    public static Persona Auditor { get; } = Of("Auditor");

    public static Persona Administrator { get; } = Of("Administrator");

    private static Persona Of(string role) => new(SandboxPersona.All.Single(p => p.Role == role).Name, role);
}

/// <summary>The first step of every visit.</summary>
public static class SigningIn
{
    /// <summary>Signs in and waits for the page at <paramref name="path"/>; relative, "" is the home page.</summary>
    public static async Task SignInAsync(this Visit visit, Persona persona, string path = "")
    {
        var signIn = new SignInPage(visit);
        await signIn.OpenAsync(path);
        await signIn.ChooseAsync(persona);
        await new Frame(visit).IsReadyAsync();
    }
}
