using FsCheck;
using FsCheck.Fluent;
using HybridAdmin.Testing.Fuzzing;
using static HybridAdmin.Tests.Fuzzing.JsonInputs;

namespace HybridAdmin.Tests.Fuzzing;

/// <summary>Bodies for creating migration batches and for actions, as a broken script would send them.</summary>
internal static class BatchInputs
{
    public const string Endpoint = "Hybrid Migration Endpoint - Brightwater";

    private static readonly Gen<string> Times = Gen.OneOf(
        Gen.Elements(
                "2026-12-01T20:00:00Z",
                "0001-01-01T00:00Z",
                "9999-12-31T23:59:59.9999999Z",
                "9999-12-31T23:59:59-14:00",
                "0001-01-01T00:00+14:00",
                "2026-12-01",
                "2026-02-30T00:00Z"
            )
            .Select(Quoted),
        Text
    );

    private static readonly Gen<string> Csv = Gen.OneOf(
            Hostile.Damaged(
                "EmailAddress,MailboxType,BadItemLimit\r\nisla.abernethy@brightwater.test,PrimaryOnly,5\r\nnobody@brightwater.test,,\r\n"
            ),
            Hostile.LongText,
            Hostile.Address.Select(a => $"EmailAddress\n{a}\n")
        )
        .Select(Quoted);

    /// <summary>Values for each member of a new batch: mostly of its type, otherwise arbitrary.</summary>
    public static IReadOnlyDictionary<string, Gen<string>> Members { get; } =
        new Dictionary<string, Gen<string>>
        {
            ["name"] = Mostly(Text),
            ["type"] = Mostly(
                Gen.OneOf(
                    Gen.Elements(
                            "Onboarding",
                            "offboarding",
                            "IMAP",
                            "Cutover",
                            "Staged",
                            "GoogleWorkspace",
                            "Unknown",
                            "1",
                            ""
                        )
                        .Select(Quoted),
                    Text
                )
            ),
            ["endpoint"] = Mostly(Gen.OneOf(Gen.Constant(Quoted(Endpoint)), Text)),
            ["csv"] = Mostly(Csv),
            ["identities"] = Mostly(Lists(Hostile.Address.Select(Quoted))),
            ["targetDeliveryDomain"] = Mostly(Text),
            ["startAfter"] = Mostly(Times),
            ["completeAfter"] = Mostly(Times),
            ["notificationEmails"] = Mostly(Lists(Hostile.Address.Select(Quoted))),
            ["targetDatabases"] = Mostly(Lists(Text)),
            ["badItemLimit"] = Mostly(Text),
            ["largeItemLimit"] = Mostly(Text),
            ["reason"] = Mostly(Text),
            ["unknownMember"] = Mostly(Text),
        };

    /// <summary>Whole batches.</summary>
    public static Gen<string> Batches { get; } = Objects(Members, 8);

    /// <summary>Bodies of an action.</summary>
    public static Gen<string> Actions { get; } =
        Objects(
            new Dictionary<string, Gen<string>>
            {
                ["completeAfter"] = Mostly(Times),
                ["confirm"] = Mostly(Text),
                ["reason"] = Mostly(Text),
                ["x"] = Mostly(Text),
            },
            3
        );
}
