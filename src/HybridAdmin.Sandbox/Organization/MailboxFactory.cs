using HybridAdmin.Core.Directory;
using HybridAdmin.Sandbox.Engine;

namespace HybridAdmin.Sandbox.Organization;

/// <summary>Shared mailboxes, rooms, equipment, and mailboxes that were left on the last server.</summary>
internal sealed class MailboxFactory(OrganizationPlan plan)
{
    private static readonly string[] SharedNames =
    [
        "Accounts Payable",
        "Accounts Receivable",
        "Applications",
        "Archive Brightwater",
        "Careers",
        "Compliance",
        "Contracts",
        "Customer Care",
        "Customs",
        "Data Protection",
        "Dispatch",
        "Donations",
        "Events",
        "Export Control",
        "Facility Requests",
        "Feedback",
        "First Aid",
        "Fleet",
        "Front Desk Berlin",
        "Front Desk Paris",
        "Front Desk Warsaw",
        "Goods Inward",
        "Health & Safety",
        "Hotline",
        "Invoices",
        "Internships",
        "Lost & Found",
        "Media Relations",
        "Newsletter",
        "Orders",
        "Ombudsperson",
        "Payroll",
        "Postmaster",
        "Press",
        "Procurement Requests",
        "Product Returns",
        "Quality",
        "Quotations",
        "Reception",
        "Research Grants",
        "Sales Benelux",
        "Sales DACH",
        "Sales Iberia",
        "Sales Nordics",
        "Sales Polska",
        "Service Spare Parts",
        "Shareholders",
        "Shipping",
        "Software Licences",
        "Spare Parts",
        "Suggestions",
        "Supplier Portal",
        "Sustainability",
        "Tax",
        "Tenders",
        "Training",
        "Travel",
        "Treasury",
        "Visitors",
        "Warranty",
        "Web Shop",
        "Works Council",
        "Workshop",
    ];

    private static readonly string[] RoomNames =
    [
        "Spree",
        "Havel",
        "Müggelsee",
        "Wannsee",
        "Seine",
        "Marne",
        "Loire",
        "Garonne",
        "Wisła",
        "Narew",
        "Bug",
        "Pilica",
        "Elbe",
        "Oder",
        "Rhône",
        "Warta",
        "Donau",
        "Isar",
        "Drawa",
        "Yonne",
    ];

    private static readonly string[] Things =
    [
        "Beamer",
        "Camera Set",
        "Conference Phone",
        "Electric Van",
        "Flip Chart",
        "Lift Truck",
        "Measuring Drone",
        "Pool Car",
        "Trailer",
        "VR Headset",
    ];

    public void Run()
    {
        AddShared(SandboxPeople.InfoMailbox.DisplayName, "info", RecipientKind.RemoteShared)
            .And("proxyAddresses", "smtp:hello@tailwind.example", "smtp:info@brightwater.test");
        for (var i = 0; i < SharedNames.Length; i++)
        {
            var kind =
                i % 16 == 0 ? RecipientKind.RemoteSharedMigratedWithArchive
                : i % 3 == 0 ? RecipientKind.RemoteSharedMigrated
                : RecipientKind.RemoteShared;
            AddShared(SharedNames[i], Alias(SharedNames[i]), kind);
        }

        AddRooms();
        AddEquipment();
        AddForgotten();
    }

    private static string Alias(string name) =>
        string.Join(
            '.',
            name.Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .Select(Transliteration.ToAscii)
                .Where(p => p.Length > 0)
        );

    private ObjectBuilder AddShared(string name, string alias, RecipientKind kind) =>
        Add(Tailwind.SharedMailboxes, name, alias, kind);

    private ObjectBuilder Add(DistinguishedName container, string name, string wanted, RecipientKind kind)
    {
        var alias = plan.Unique(wanted);
        var address = $"{alias}@{Tailwind.MainDomain}";
        return plan.AddUser(
                container,
                name,
                $"mbx-{alias.Replace(".", string.Empty, StringComparison.Ordinal)}",
                address,
                isEnabled: false
            )
            .MailEnable(kind, alias, address, plan.Random)
            .RouteToCloud(kind, plan.Random);
    }

    private void AddRooms()
    {
        string[] cities = ["Berlin", "Berlin", "Paris", "Warsaw"];
        for (var i = 0; i < RoomNames.Length * 2; i++)
        {
            var city = i == 0 ? "Berlin" : cities[plan.Random.Next(cities.Length)];
            var room = i < RoomNames.Length ? RoomNames[i] : $"{RoomNames[i - RoomNames.Length]} II";
            var name = $"{city} Room {room}";
            var capacity = i == 0 ? 8 : 2 + (2 * plan.Random.Next(15));
            Add(
                    Tailwind.Rooms,
                    name,
                    $"room.{Alias(room)}",
                    i % 4 == 3 ? RecipientKind.RemoteRoomMigrated : RecipientKind.RemoteRoom
                )
                .With("l", city)
                .WithResource("Room", capacity, plan.Random.Chance(40) ? ["Video", "Whiteboard"] : ["Whiteboard"]);
        }
    }

    private void AddEquipment()
    {
        foreach (var thing in Things)
        {
            for (var number = 1; number <= 2; number++)
            {
                Add(
                        Tailwind.Equipment,
                        $"{thing} {number}",
                        $"{Alias(thing)}.{number}",
                        number == 2 ? RecipientKind.RemoteEquipmentMigrated : RecipientKind.RemoteEquipment
                    )
                    .WithResource("Equipment");
            }
        }
    }

    /// <summary>Adds mailboxes whose attributes still name the server that was switched off.</summary>
    private void AddForgotten()
    {
        AddOnServer(Tailwind.FormerStaff, "Stourton, Harriet", "harriet.stourton", RecipientKind.UserMailbox);
        AddOnServer(Tailwind.FormerStaff, "Nölle, Detlef", "detlef.noelle", RecipientKind.UserMailbox);
        AddOnServer(Tailwind.FormerStaff, "Rivière, Hervé", "herve.riviere", RecipientKind.UserMailboxWithCloudArchive)
            .With("msExchArchiveGUID", plan.Random.Octets(16))
            .With("msExchArchiveName", "In-Place Archive -Rivière, Hervé")
            .With("msExchArchiveStatus", 1);
        AddOnServer(Tailwind.FormerStaff, "Kilbride, Lorcan (linked)", "lorcan.kilbride", RecipientKind.LinkedMailbox);
        AddOnServer(Tailwind.SharedMailboxes, "Fax 2009", "fax.2009", RecipientKind.SharedMailbox);
        AddOnServer(Tailwind.Rooms, "Potsdam Meeting Room", "room.potsdam", RecipientKind.RoomMailbox)
            .WithResource("Room", 4);
        AddOnServer(Tailwind.Equipment, "Overhead Projector", "overhead.projector", RecipientKind.EquipmentMailbox)
            .WithResource("Equipment");
    }

    private ObjectBuilder AddOnServer(DistinguishedName container, string name, string wanted, RecipientKind kind)
    {
        var alias = plan.Unique(wanted);
        var address = $"{alias}@{Tailwind.MainDomain}";
        return plan.AddUser(
                container,
                name,
                alias.Replace(".", string.Empty, StringComparison.Ordinal),
                address,
                isEnabled: false
            )
            .MailEnable(kind, alias, address, plan.Random)
            .OnServer(plan.Random);
    }
}
