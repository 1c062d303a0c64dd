using HybridAdmin.Core.Access;
using HybridAdmin.Core.Audit;
using HybridAdmin.Core.Directory;
using Microsoft.Extensions.Time.Testing;

namespace HybridAdmin.Testing.Audit;

/// <summary>Intents with sensible defaults; use "with" for the values that a test needs.</summary>
public static class AuditSamples
{
    public static readonly Guid Anna = Guid.Parse("0b6c2a52-6a60-4f0c-9d0e-3a4f6f6c1a01");

    /// <summary>A clock that stands at 10 o'clock (UTC) on 2 March 2026.</summary>
    public static FakeTimeProvider AClock() => new(new DateTimeOffset(2026, 3, 2, 10, 0, 0, TimeSpan.Zero));

    public static Actor AnActor(string id = "kim@contoso.test", string name = "Kim Lee") =>
        new()
        {
            Id = id,
            DisplayName = name,
            Role = Role.Helpdesk,
            Source = ActorSource.Api,
            ClientAddress = "192.0.2.7",
        };

    /// <summary>An intent that adds an alias to Anna Berg.</summary>
    public static AuditIntent AnIntent() =>
        new()
        {
            Actor = AnActor(),
            Action = AuditAction.RecipientEdited,
            TargetId = Anna,
            TargetName = "Anna Berg",
            TargetDn = "CN=Anna Berg,OU=Sales,DC=contoso,DC=test",
            Changes = [AChange()],
            Reason = "INC-4711",
            CorrelationId = Guid.Parse("5f0d3f6e-40b6-4d1f-8c7e-6f5f1a2b3c4d"),
        };

    public static AttributeChange AChange(string attribute = "proxyAddresses") =>
        new(
            attribute,
            [new DirectoryValue("SMTP:anna@contoso.test")],
            [new DirectoryValue("SMTP:anna@contoso.test"), new DirectoryValue("smtp:a.berg@contoso.test")]
        );

    public static AuditIntent ASignIn() =>
        new()
        {
            Actor = AnActor(),
            Action = AuditAction.SignedIn,
            CorrelationId = Guid.Parse("7a1f1c1e-0000-4000-8000-000000000001"),
        };
}
