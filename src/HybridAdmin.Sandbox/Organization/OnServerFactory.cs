using HybridAdmin.Sandbox.Engine;

namespace HybridAdmin.Sandbox.Organization;

/// <summary>
/// People of the acquired firm Brightwater whose mailboxes are still on its Exchange server and are to be moved to the
/// cloud. Created last, so that no other random values change.
/// </summary>
internal sealed class OnServerFactory(OrganizationPlan plan)
{
    /// <summary>A domain that is not verified in the tenant.</summary>
    public const string OldDomain = "brightwater-pumps.test";

    /// <summary>The number of <see cref="People"/> that are in no batch when the tenant starts.</summary>
    public const int Ready = 9;

    /// <summary>
    /// The address of the object that the on-premises server fails to convert when the move completes, as after a
    /// restart at the wrong moment.
    /// </summary>
    public static readonly string Forgotten = $"adaeze.chukwu@{Tailwind.BrightwaterDomain}";

    private static readonly (string Surname, string GivenName)[] People =
    [
        ("Abernethy", "Isla"),
        ("Barraclough", "Owen"),
        ("Chukwu", "Adaeze"),
        ("Delacourt", "Maxime"),
        ("Eskildsen", "Freja"),
        ("Fairweather", "Tom"),
        ("Grzelak", "Oliwia"),
        ("Hollingworth", "Jude"),
        ("Ivarsson", "Nils"),
        ("Jankowska", "Hanna"),
        ("Kinsella", "Aoife"),
        ("Lorimer", "Piers"),
    ];

    /// <summary>The primary addresses, those in no batch first.</summary>
    public static IReadOnlyList<string> Addresses { get; } =
    [.. People.Select(p => $"{Alias(p)}@{Tailwind.BrightwaterDomain}")];

    public void Run()
    {
        for (var i = 0; i < People.Length; i++)
        {
            var alias = plan.Unique(Alias(People[i]));
            var address = $"{alias}@{Tailwind.BrightwaterDomain}";
            // One has a sign-in name other than the primary address, one has no routing address, one has an address in
            // the old domain, one has no licence.
            var name = i == 6 ? $"{alias}@{Tailwind.MainDomain}" : address;
            var person = plan.AddUser(
                    Tailwind.Warsaw,
                    $"{People[i].Surname}, {People[i].GivenName}",
                    alias.Replace(".", string.Empty, StringComparison.Ordinal),
                    name
                )
                .With("sn", People[i].Surname)
                .With("givenName", People[i].GivenName)
                .With("company", "Brightwater")
                .With("department", "Pumps")
                .With("l", "Gdańsk")
                .With("c", "PL")
                .MailEnable(RecipientKind.UserMailbox, alias, address, plan.Random)
                .OnServer(plan.Random);
            if (i != 8)
                person.With("extensionAttribute2", "Employee").With("extensionAttribute5", "E3");
            if (i != 7)
                person.And("proxyAddresses", $"smtp:{alias}@{Tailwind.RoutingDomain}");
            if (i == 5 || i == People.Length - 1)
                person.And("proxyAddresses", $"smtp:{alias}@{OldDomain}");
        }
    }

    private static string Alias((string Surname, string GivenName) person) =>
        $"{Transliteration.ToAscii(person.GivenName)}.{Transliteration.ToAscii(person.Surname)}".ToLowerInvariant();
}
