using HybridAdmin.Core.Access;
using HybridAdmin.Core.Browsing;
using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Recipients;
using HybridAdmin.Core.Recipients.Properties;

namespace HybridAdmin.Features.Recipients;

/// <summary>
/// The changes that the page offers. Each property is null if the change is allowed, otherwise the reason why it is
/// not. The use case decides again: this only keeps people from entering changes that would be refused.
/// </summary>
public sealed class EditRights
{
    private readonly RecipientDetails details;

    private EditRights(RecipientDetails details) => this.details = details;

    public string? Addresses => Why(RecipientProperties.EmailAddresses);

    public string? Visibility => Why(RecipientProperties.HiddenFromAddressListsEnabled);

    public string? CustomAttributes => Why(RecipientProperties.Custom[0]);

    public string? Alias => Why(RecipientProperties.Alias);

    public string? DisplayName => Why(RecipientProperties.DisplayName);

    /// <summary>True if routing and X.500 addresses may be edited, after confirmation.</summary>
    public bool ProtectedAddresses => details.Actor.May(Permission.EditProtectedAddresses);

    public static EditRights Of(RecipientDetails details) => new(details);

    /// <summary>The reason why a property may not be changed, as a sentence; null if it may.</summary>
    public string? Why(RecipientProperty property) =>
        details.ReadOnlyReason
        ?? Elsewhere(property)
        ?? (
            !details.Directory.HasAttribute(property.Attribute)
                ? $"This directory has no attribute {property.Attribute}: its schema was never extended for Exchange."
            : !property.AppliesTo(details.InDirectory) ? $"Objects of this class have no {property.Words}."
            : details.Actor.May(property.Permission) ? null
            : $"The role {details.Actor.Role.Words()} may not {property.Action}."
        );

    // A property that the cloud owns and that this console cannot write there now.
    private string? Elsewhere(RecipientProperty property) =>
        details.Tenant.Decision.Of(property.Attribute) is Authority.ExchangeOnline or Authority.Cloud
            ? details.Tenant.WhyNotWritten(property)
            : null;

    /// <summary>
    /// The properties that the page omits because the schema of the directory lacks their attributes; empty for none.
    /// </summary>
    public static IReadOnlyList<string> MissingBySchema(DirectoryDescription directory) =>
        RecipientProperties
            .All.Where(p => p.IsEditable && p.Kind != PropertyKind.Composite && !directory.HasAttribute(p.Attribute))
            .Select(p => p.Members[0])
            .Distinct()
            .Select(m => m.Words["The ".Length..])
            .ToArray();
}
