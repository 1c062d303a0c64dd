using System.Globalization;
using HybridAdmin.Core.Directory;
using HybridAdmin.Sandbox;
using HybridAdmin.Sandbox.Engine;
using HybridAdmin.Sandbox.Organization;

namespace HybridAdmin.Testing.Directory;

/// <summary>The sandbox's organisation with many more people, as a state file for the start of a console.</summary>
public static class LargeSandbox
{
    private const int FirstRelativeId = 200_000;

    /// <param name="stateFile">sandbox.json in a data folder.</param>
    /// <param name="people">The number of additional people; mailboxes with two addresses each.</param>
    public static void Write(string stateFile, int people)
    {
        var organization = OrganizationBuilder.Build();
        var created = new DateTimeOffset(2020, 1, 2, 8, 0, 0, TimeSpan.Zero);
        var profile = Tailwind.Describe(created);
        var usn = organization.Start.Usn;
        var more = Enumerable
            .Range(0, people)
            .Select(i => Person(i).Build(profile, FirstRelativeId + i, usn + 1 + i, created));
        SandboxState
            .Open(stateFile, organization)
            .Save(new Snapshot(DirectorySchema.WithExchange, organization.Start.Entries.Concat(more), usn + people));
    }

    private static ObjectBuilder Person(int index)
    {
        var number = index.ToString("D6", CultureInfo.InvariantCulture);
        var name = $"Load, Person {number}";
        var alias = $"load.{number}";
        var builder = new ObjectBuilder(Tailwind.Warsaw.Child("CN", name), "user");
        return builder
            .With("displayName", name)
            .With("sAMAccountName", $"load{number}")
            .With("sAMAccountType", 805306368)
            .With("userAccountControl", 512)
            .With("primaryGroupID", 513)
            .With("userPrincipalName", $"{alias}@{Tailwind.MainDomain}")
            .With("mail", $"{alias}@{Tailwind.MainDomain}")
            .With("mailNickname", alias)
            .With("proxyAddresses", $"SMTP:{alias}@{Tailwind.MainDomain}", $"smtp:{number}@{Tailwind.MainDomain}")
            .With("msExchRecipientTypeDetails", 2147483648)
            .With("msExchRecipientDisplayType", -2147483642)
            .With("msExchRemoteRecipientType", 4)
            .With("targetAddress", $"SMTP:{alias}@{Tailwind.RoutingDomain}");
    }
}
