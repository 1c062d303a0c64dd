using HybridAdmin.Core.Access;
using HybridAdmin.Core.Cloud;
using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Recipients;
using HybridAdmin.SignIn;

namespace HybridAdmin.Features.Recipients;

/// <summary>
/// What the page offers to change. For each thing null when it may be changed, else why not. The use case decides
/// again: this only keeps people from filling in what would be refused.
/// </summary>
public sealed record EditRights
{
    public string? Addresses { get; private init; }

    public string? Visibility { get; private init; }

    public string? CustomAttributes { get; private init; }

    public string? Alias { get; private init; }

    public string? DisplayName { get; private init; }

    /// <summary>Routing and X.500 addresses, after confirmation.</summary>
    public bool ProtectedAddresses { get; private init; }

    public static EditRights Of(RecipientDetails details)
    {
        var (actor, directory) = (details.Actor, details.Directory);
        return new EditRights
        {
            Addresses = Why(Permission.EditAddresses, RecipientAttributes.ProxyAddresses, "change addresses"),
            Visibility = Why(
                Permission.EditVisibility,
                RecipientAttributes.HideFromAddressLists,
                "hide or show recipients"
            ),
            CustomAttributes = Why(
                Permission.EditCustomAttributes,
                RecipientAttributes.Custom(1),
                "change custom attributes"
            ),
            Alias = Why(
                Permission.EditAlias,
                RecipientAttributes.MailNickname,
                "set an alias, which opens the synchronisation of all Exchange attributes"
            ),
            DisplayName = Why(Permission.EditDisplayName, RecipientAttributes.DisplayName, "change display names"),
            ProtectedAddresses = actor.May(Permission.EditProtectedAddresses),
        };

        string? Why(Permission permission, string attribute, string what) =>
            details.ReadOnlyReason
            ?? Elsewhere(attribute)
            ?? (
                !directory.HasAttribute(attribute)
                    ? $"This directory has no attribute {attribute}: its schema was never extended for Exchange."
                : actor.May(permission) ? null
                : $"The role {actor.Role.Words()} may not {what}."
            );

        // What the cloud owns and this console cannot write there now.
        string? Elsewhere(string attribute) =>
            details.Tenant.Decision.Of(attribute) is Authority.ExchangeOnline or Authority.Cloud
                ? details.Tenant.WhyNotWritable
                : null;
    }

    /// <summary>What the page leaves out because the directory has no place for it; empty: nothing.</summary>
    public static IReadOnlyList<string> MissingBySchema(DirectoryDescription directory) =>
        new (string Attribute, string What)[]
        {
            (RecipientAttributes.HideFromAddressLists, "visibility in address lists"),
            (RecipientAttributes.MailNickname, "alias"),
            (RecipientAttributes.Custom(1), "custom attributes"),
        }
            .Where(a => !directory.HasAttribute(a.Attribute))
            .Select(a => a.What)
            .ToArray();
}
