namespace HybridAdmin.Core.Tenant;

/// <summary>Display names of cloud objects.</summary>
public static class TenantDisplayNames
{
    public static string Name(TenantRecipient cloud) =>
        cloud.DisplayName ?? cloud.UserPrincipalName ?? cloud.PrimarySmtpAddress ?? cloud.Id.ToString();

    /// <summary>The description, e.g. "guest of the tenant".</summary>
    public static string Kind(TenantRecipient cloud) =>
        cloud.Kind switch
        {
            TenantRecipientKind.Group => cloud.Exchange?.RecipientTypeDetails switch
            {
                "GroupMailbox" => "Microsoft 365 group",
                "MailUniversalSecurityGroup" => "mail-enabled security group of the cloud",
                _ => "group of the cloud",
            },
            TenantRecipientKind.Contact => "contact of the cloud",
            TenantRecipientKind.ExchangeOnly => cloud.Exchange?.RecipientTypeDetails switch
            {
                "DynamicDistributionGroup" => "dynamic distribution group of Exchange Online",
                "PublicFolder" => "public folder of Exchange Online",
                { } type => $"{type} of Exchange Online",
                null => "recipient of Exchange Online",
            },
            _ when string.Equals(cloud.UserType, "Guest", StringComparison.OrdinalIgnoreCase) => "guest of the tenant",
            _ => cloud.OnPremisesSyncEnabled == true ? "synchronised user" : "user of the cloud",
        };

    public static string NameWithKind(TenantRecipient cloud) => $"{Name(cloud)} ({Kind(cloud)})";
}
