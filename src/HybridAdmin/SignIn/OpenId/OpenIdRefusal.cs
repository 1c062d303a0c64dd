namespace HybridAdmin.SignIn.OpenId;

/// <summary>The reason why a sign-in at the provider failed; it determines the message to the person.</summary>
internal enum OpenIdProblem
{
    /// <summary>The provider, or a part of it, does not answer, or answers incorrectly.</summary>
    ProviderUnreachable,

    /// <summary>The provider refused the sign-in, or the person cancelled it there.</summary>
    RefusedThere,

    /// <summary>The response belongs to no sign-in that this browser started.</summary>
    NotBegunHere,

    /// <summary>The authorization code is invalid, or the console's registration is wrong.</summary>
    CodeRefused,

    /// <summary>The identity token fails a check.</summary>
    TokenRefused,

    /// <summary>The person is authenticated, but nothing gives a role.</summary>
    NoRole,

    /// <summary>Like <see cref="NoRole"/>, and the provider withheld the groups because they are too many.</summary>
    GroupsWithheld,

    /// <summary>The sign-in could not be recorded, so it is refused.</summary>
    NotRecorded,

    /// <summary>Not a refusal: signed out of the console, but perhaps not at the provider.</summary>
    SignedOutHereOnly,
}

/// <summary>A sign-in that is refused.</summary>
/// <param name="problem">The problem to show to the person.</param>
/// <param name="reason">
/// The reason for the log and the audit record, a sentence; never contains a token, code or secret.
/// </param>
/// <param name="person">The person whom the token named, once it was trusted; null if not known.</param>
internal sealed class OpenIdRefusal(OpenIdProblem problem, string reason, string? person = null) : Exception(reason)
{
    public OpenIdProblem Problem => problem;

    public string? Person => person;
}
