using System.Security.Claims;
using HybridAdmin.Core.Audit;
using HybridAdmin.Core.Directory;
using HybridAdmin.Hosting;
using HybridAdmin.Options;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Components;

namespace HybridAdmin.SignIn;

/// <summary>
/// The sign-in page: personas in the sandbox, an OpenID provider, or name and password of the directory. A static
/// document; the form is posted to the same address.
/// </summary>
public sealed partial class SignInPage : ComponentBase
{
    private SignInResult? _result;

    [Inject]
    private IServiceProvider Services { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [CascadingParameter]
    private HttpContext Context { get; set; } = default!;

    [SupplyParameterFromQuery(Name = "returnUrl")]
    private string? AskedFor { get; set; }

    [SupplyParameterFromQuery(Name = OpenId.OpenIdProblems.Parameter)]
    private string? Problem { get; set; }

    [SupplyParameterFromForm(Name = "persona")]
    private string? PersonaName { get; set; }

    [SupplyParameterFromForm(Name = "userName")]
    private string? UserName { get; set; }

    [SupplyParameterFromForm(Name = "password")]
    private string? Password { get; set; }

    private ConsoleFacts Facts => Services.GetRequiredService<ConsoleFacts>();

    private SandboxPersonas SandboxPersonas => Services.GetRequiredService<SandboxPersonas>();

    /// <inheritdoc />
    protected override void OnInitialized()
    {
        if (
            Facts.SignIn == SignInMode.Directory
            && Services.GetRequiredService<IDirectory>().Status.IsReachable == false
        )
            _result = PasswordSignIn.DirectoryAway;
    }

    private async Task ChoosePersonaAsync()
    {
        if (SandboxPersonas.Find(PersonaName) is not { } principal)
        {
            _result = SignInResult.Refused(
                "Choose one of these people",
                "There is nobody of that name in the sandbox."
            );
            return;
        }

        try
        {
            var records = Services.GetRequiredService<SignInAuditor>();
            await records.SignedInAsync(principal, ActorClaims.ClientAddressOf(Context), Context.RequestAborted);
        }
        catch (AuditUnavailableException unavailable)
        {
            _result = SignInResult.Refused("Nobody can sign in just now", unavailable.Message);
            return;
        }

        await EnterAsync(principal);
    }

    private async Task CheckPasswordAsync()
    {
        var signIn = Services.GetRequiredService<PasswordSignIn>();
        _result = await signIn.ExecuteAsync(
            UserName,
            Password,
            ActorClaims.ClientAddressOf(Context),
            Context.RequestAborted
        );
        if (_result.Principal is { } principal)
            await EnterAsync(principal);
    }

    private async Task EnterAsync(ClaimsPrincipal principal)
    {
        await Context.SignInAsync(ConsoleSignIn.Scheme, principal);
        Navigation.NavigateTo(ReturnUrl.Local(AskedFor, Context.Request.PathBase).TrimStart('/'));
    }
}
