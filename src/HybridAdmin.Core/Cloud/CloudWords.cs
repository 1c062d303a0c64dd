namespace HybridAdmin.Core.Cloud;

/// <summary>Cloud objects in words.</summary>
public static class CloudWords
{
    public static string Name(CloudRecipient cloud) =>
        cloud.DisplayName ?? cloud.UserPrincipalName ?? cloud.PrimarySmtpAddress ?? cloud.Id.ToString();

    /// <summary>As "guest of the tenant".</summary>
    public static string Kind(CloudRecipient cloud) =>
        cloud.Kind switch
        {
            CloudRecipientKind.Group => cloud.Exchange?.RecipientTypeDetails switch
            {
                "GroupMailbox" => "Microsoft 365 group",
                "MailUniversalSecurityGroup" => "mail-enabled security group of the cloud",
                _ => "group of the cloud",
            },
            CloudRecipientKind.Contact => "contact of the cloud",
            CloudRecipientKind.ExchangeOnly => cloud.Exchange?.RecipientTypeDetails switch
            {
                "DynamicDistributionGroup" => "dynamic distribution group of Exchange Online",
                "PublicFolder" => "public folder of Exchange Online",
                { } type => $"{type} of Exchange Online",
                null => "recipient of Exchange Online",
            },
            _ when string.Equals(cloud.UserType, "Guest", StringComparison.OrdinalIgnoreCase) => "guest of the tenant",
            _ => cloud.OnPremisesSyncEnabled == true ? "synchronised user" : "user of the cloud",
        };

    public static string NameWithKind(CloudRecipient cloud) => $"{Name(cloud)} ({Kind(cloud)})";

    /// <summary>How it was found, as a sentence.</summary>
    public static string Words(this CloudMatchedBy by) =>
        by switch
        {
            CloudMatchedBy.ImmutableId => "Joined by the source anchor (onPremisesImmutableId).",
            CloudMatchedBy.SecurityIdentifier => "Joined by the SID (onPremisesSecurityIdentifier).",
            CloudMatchedBy.PrimaryAddress =>
                "Joined by the primary address: contacts carry no anchor, so this is less sure.",
            CloudMatchedBy.SoftMatch => "Not joined: this is what the synchronisation would find in its way.",
            _ => "No cloud object was found.",
        };
}
