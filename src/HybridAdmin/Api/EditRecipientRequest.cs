using System.Diagnostics.CodeAnalysis;
using HybridAdmin.Api.Requests;
using HybridAdmin.Core.Changes.Editing;
using HybridAdmin.Core.Recipients.Properties;

namespace HybridAdmin.Api;

// A new member needs a property here and a line in ToEdit(): reading, messages and the document follow from them.
/// <summary>An edit of a recipient. Each member is optional: one that is left out is left alone.</summary>
internal sealed record EditRecipientRequest : IApiRequest<EditRecipientRequest>
{
    /// <summary>The addresses to add; one without a type prefix is SMTP.</summary>
    [DisallowNull]
    public IReadOnlyList<string>? AddAddresses { get; init; }

    /// <summary>The addresses to remove.</summary>
    [DisallowNull]
    public IReadOnlyList<string>? RemoveAddresses { get; init; }

    /// <summary>The address to become primary, added if it is absent. The former primary stays as an alias.</summary>
    [DisallowNull]
    public string? PrimarySmtpAddress { get; init; }

    /// <summary>Whether address lists leave the recipient out.</summary>
    [DisallowNull]
    public bool? HiddenFromAddressListsEnabled { get; init; }

    /// <summary>The custom attributes to set, by number from 1 to 15; null removes the value.</summary>
    [DisallowNull]
    public IReadOnlyDictionary<int, string?>? CustomAttributes { get; init; }

    /// <summary>mailNickname.</summary>
    [DisallowNull]
    public string? Alias { get; init; }

    /// <summary>displayName.</summary>
    [DisallowNull]
    public string? DisplayName { get; init; }

    /// <summary>The sign-in name, user@suffix; users only.</summary>
    [DisallowNull]
    public string? UserPrincipalName { get; init; }

    /// <summary>department, at most 64 characters; users and contacts only. An empty text removes it.</summary>
    [DisallowNull]
    public string? Department { get; init; }

    /// <summary>title, at most 128 characters; users and contacts only. An empty text removes it.</summary>
    [DisallowNull]
    public string? Title { get; init; }

    /// <summary>The reason for the audit log: a sentence or a ticket number, at most 500 characters.</summary>
    public string? Reason { get; init; }

    /// <summary>The codes of findings to accept, of those that can be confirmed.</summary>
    [DisallowNull]
    public IReadOnlyList<string>? Confirm { get; init; }

    public static EditRecipientRequest Example =>
        new()
        {
            AddAddresses = ["kenji@contoso.example"],
            HiddenFromAddressListsEnabled = false,
            CustomAttributes = new Dictionary<int, string?> { [1] = "4711", [2] = null },
            Reason = "INC-4711",
        };

    public RecipientEdit ToEdit() =>
        new RecipientEdit
        {
            AddAddresses = AddAddresses ?? [],
            RemoveAddresses = RemoveAddresses ?? [],
            PrimarySmtpAddress = PrimarySmtpAddress,
            HiddenFromAddressListsEnabled = HiddenFromAddressListsEnabled,
            CustomAttributes = CustomAttributes ?? new Dictionary<int, string?>(),
            Alias = Alias,
            DisplayName = DisplayName,
            UserPrincipalName = UserPrincipalName,
            Reason = Reason,
            Confirm = Confirm ?? [],
        }
            .With(RecipientProperties.Department, Department)
            .With(RecipientProperties.Title, Title);
}

/// <summary>The reversal of a change.</summary>
internal sealed record RevertChangeRequest : IApiRequest<RevertChangeRequest>
{
    /// <inheritdoc/>
    public static bool MayBeEmpty => true;

    /// <summary>The reason for the audit log: a sentence or a ticket number, at most 500 characters.</summary>
    public string? Reason { get; init; }

    public static RevertChangeRequest Example => new() { Reason = "INC-4712" };
}
