using HybridAdmin.Sandbox.Engine;
using HybridAdmin.Sandbox.Organization;
using HybridAdmin.Sandbox.Tenant.Cloud;

namespace HybridAdmin.Sandbox.Tenant.Sync;

/// <summary>
/// Objects that exist only in the tenant: people, groups and guests of the cloud, and some deleted ones.
/// </summary>
internal static class CloudOnlyObjects
{
    public static void Add(TenantState state, DateTimeOffset now)
    {
        AddUser(state, "Breakglass One", $"breakglass1@{TenantState.InitialDomain}", now, isAdministrator: true);
        AddUser(state, "Breakglass Two", $"breakglass2@{TenantState.InitialDomain}", now, isAdministrator: true);
        AddUser(
            state,
            "Sync_DC1_7c0a (On-Premises Directory Synchronization Service Account)",
            $"Sync_DC1_7c0a@{TenantState.InitialDomain}",
            now
        );
        AddMailbox(state, "Kettleborough, Amber", "amber.kettleborough", now);
        AddMailbox(state, "Zielonka, Borys", "borys.zielonka", now);
        AddMailbox(state, "Bookings (cloud)", "bookings.cloud", now, type: "SharedMailbox");
        AddMailbox(state, "Berlin Room Cloud Nine", "room.cloud.nine", now, type: "RoomMailbox");
        AddGuest(state, "Okonjo, Ifeoma", "ifeoma.okonjo", "stellaria.test", now);
        AddGuest(state, "Vantour, Basile", "basile.vantour", "okapi-studio.test", now);
        AddGuest(state, "Norrby, Alva", "alva.norrby", "norrby-partners.test", now);
        AddGroup(state, "Cloud Champions", "cloud.champions", now, isUnified: true);
        AddGroup(state, "Newsletter Readers (cloud)", "newsletter.readers", now);
        AddGroup(state, "sg-licences-e5", null, now, isSecurity: true);
        foreach (
            var (name, alias) in new[]
            {
                ("Fennimore, Cass", "cass.fennimore"),
                ("Ravn, Torben", "torben.ravn"),
                ("Oyelaran, Tunde", "tunde.oyelaran"),
            }
        )
            state.Delete(AddMailbox(state, name, alias, now.AddDays(-300)), now.AddDays(-9));
    }

    public static CloudObject AddUser(
        TenantState state,
        string name,
        string principal,
        DateTimeOffset now,
        bool isAdministrator = false,
        string? primary = null
    ) =>
        state.Put(
            new CloudObject
            {
                Id = ObjectBuilder.GuidOf($"cloud-only:{principal}"),
                Kind = CloudKind.User,
                DisplayName = name,
                UserPrincipalName = principal,
                Mail = primary,
                MailNickname = ProxyCalculation.LocalPart(principal),
                ProxyAddresses = primary is null ? [] : [$"SMTP:{primary}"],
                IsAdministrator = isAdministrator,
                UsageLocation = "DE",
                Created = now.AddDays(-400),
            }
        );

    public static CloudObject AddMailbox(
        TenantState state,
        string name,
        string nickname,
        DateTimeOffset now,
        string type = "UserMailbox",
        string? alias = null
    )
    {
        var address = $"{nickname}@{Tailwind.MainDomain}";
        var id = ObjectBuilder.GuidOf($"cloud-only:{address}");
        return state.Put(
            new CloudObject
            {
                Id = id,
                Kind = CloudKind.User,
                DisplayName = name,
                UserPrincipalName = address,
                Mail = address,
                MailNickname = nickname,
                ProxyAddresses =
                [
                    $"SMTP:{address}",
                    .. alias is null ? [] : new[] { $"smtp:{alias}" },
                    $"smtp:{nickname}@{TenantState.InitialDomain}",
                ],
                UsageLocation = "DE",
                Licences = type == "UserMailbox" ? [Licence.ExchangePlan1] : [],
                AccountEnabled = type == "UserMailbox",
                RecipientType = type,
                ExchangeGuid = ObjectBuilder.GuidOf($"mailbox:{id}"),
                LegacyExchangeDN =
                    $"/o=ExchangeLabs/ou=Exchange Administrative Group (FYDIBOHF23SPDLT)/cn=Recipients/cn={id:N}",
                Created = now.AddDays(-200),
            }
        );
    }

    private static void AddGuest(TenantState state, string name, string local, string domain, DateTimeOffset now)
    {
        var address = $"{local}@{domain}";
        state.Put(
            new CloudObject
            {
                Id = ObjectBuilder.GuidOf($"cloud-only:{address}"),
                Kind = CloudKind.User,
                DisplayName = name,
                UserPrincipalName = $"{local}_{domain}#EXT#@{TenantState.InitialDomain}",
                UserType = "Guest",
                Mail = address,
                MailNickname = $"{local}_{domain}#EXT#",
                ProxyAddresses = [$"SMTP:{address}"],
                RecipientType = "GuestMailUser",
                ExternalEmailAddress = $"SMTP:{address}",
                IsHidden = true,
                Created = now.AddDays(-90),
            }
        );
    }

    private static void AddGroup(
        TenantState state,
        string name,
        string? alias,
        DateTimeOffset now,
        bool isUnified = false,
        bool isSecurity = false
    )
    {
        var address = alias is null ? null : $"{alias}@{Tailwind.MainDomain}";
        state.Put(
            new CloudObject
            {
                Id = ObjectBuilder.GuidOf($"cloud-only:{name}"),
                Kind = CloudKind.Group,
                DisplayName = name,
                Mail = address,
                MailNickname = alias ?? name,
                ProxyAddresses = address is null
                    ? []
                    : [$"SMTP:{address}", $"smtp:{alias}@{TenantState.InitialDomain}"],
                MailEnabled = address is not null,
                SecurityEnabled = isSecurity,
                IsUnified = isUnified,
                Members = [.. state.All(CloudKind.User).Where(u => u.UserType == "Member").Take(3).Select(u => u.Id)],
                RecipientType =
                    isUnified ? "GroupMailbox"
                    : address is null ? null
                    : "MailUniversalDistributionGroup",
                Created = now.AddDays(-120),
            }
        );
    }
}
