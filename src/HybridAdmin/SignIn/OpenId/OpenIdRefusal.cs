namespace HybridAdmin.SignIn.OpenId;

/// <summary>Why a sign-in at the provider came to nothing: what the person is told depends on it.</summary>
internal enum OpenIdProblem
{
    /// <summary>The provider, or a part of it, does not answer or not as one can.</summary>
    ProviderUnreachable,

    /// <summary>The provider said no, or the person did there.</summary>
    RefusedThere,

    /// <summary>The answer belongs to no sign-in that this browser began.</summary>
    NotBegunHere,

    /// <summary>The authorization code is not worth anything, or the console's registration is wrong.</summary>
    CodeRefused,

    /// <summary>The identity token fails a check.</summary>
    TokenRefused,

    /// <summary>Who it is stands fast, but nothing gives a role.</summary>
    NoRole,

    /// <summary>As <see cref="NoRole"/>, and the provider kept the groups back because they are too many.</summary>
    GroupsWithheld,

    /// <summary>It could not be recorded, so nobody comes in.</summary>
    NotRecorded,

    /// <summary>No refusal: signed out of the console, but perhaps not at the provider.</summary>
    SignedOutHereOnly,
}

/// <summary>A sign-in that is refused.</summary>
/// <param name="problem">What the person is told.</param>
/// <param name="reason">For the log and the audit record, a sentence; never holds a token, code or secret.</param>
/// <param name="person">Whom the token named, once it was believed; null: not known.</param>
internal sealed class OpenIdRefusal(OpenIdProblem problem, string reason, string? person = null) : Exception(reason)
{
    public OpenIdProblem Problem => problem;

    public string? Person => person;
}
