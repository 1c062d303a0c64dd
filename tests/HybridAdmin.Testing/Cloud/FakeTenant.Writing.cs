using HybridAdmin.Core.Cloud;
using HybridAdmin.Core.Directory;

namespace HybridAdmin.Testing.Cloud;

/// <summary>
/// The writing part: objects with values by Exchange's names, kept to the rules that Exchange Online has.
/// </summary>
public sealed partial class FakeTenant
{
    private readonly Dictionary<CloudTarget, CloudValues> values = [];

    /// <summary>Every write that arrived, refused ones too.</summary>
    public List<CloudWrite> Writes { get; } = [];

    /// <summary>The next write is refused with this, and nothing is done.</summary>
    public CloudFault? RefuseNextWrite { get; set; }

    /// <summary>The next write is carried out, and its answer is lost.</summary>
    public bool LoseNextAnswer { get; set; }

    /// <summary>What the next read of values throws; null: it answers.</summary>
    public CloudFault? FailNextValues { get; set; }

    /// <summary>
    /// Exchange Online's part of what is read live is missing, as for an application without its role.
    /// </summary>
    public bool HideExchange { get; set; }

    /// <summary>Runs right before the next write is carried out: somebody else's work.</summary>
    public Action? BeforeWrite { get; set; }

    /// <summary>Runs when the next write was carried out or refused.</summary>
    public Action? AfterWrite { get; set; }

    /// <summary>Domains whose proof of ownership is to be seen in DNS.</summary>
    public HashSet<string> PublishedProofs { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Gives an object its values.</summary>
    public FakeTenant WithValues(CloudTarget target, params (string Property, string[] Values)[] given)
    {
        values[target] = new CloudValues(
            target,
            given.Select(g =>
                KeyValuePair.Create(
                    g.Property,
                    (IReadOnlyList<DirectoryValue>)[.. g.Values.Select(v => new DirectoryValue(v))]
                )
            )
        );
        return this;
    }

    /// <summary>The values of an object as texts, in ordinal order; empty: none, or no object.</summary>
    public string[] Peek(CloudTarget target, string property) =>
        values.TryGetValue(target, out var found)
            ? [.. found.Values(property).Select(v => v.Text).Order(StringComparer.Ordinal)]
            : [];

    public bool Has(CloudTarget target) => values.ContainsKey(target);

    public Task<CloudValues?> ReadValuesAsync(CloudTarget target, CancellationToken cancellationToken)
    {
        if (FailNextValues is not { } fault)
            return Answer(
                target.Kind == CloudTargetKind.Domain ? ValuesOfDomain(target) : values.GetValueOrDefault(target)
            );
        FailNextValues = null;
        return Task.FromException<CloudValues?>(fault);
    }

    public Task SendAsync(CloudWrite write, CancellationToken cancellationToken)
    {
        try
        {
            return Sent(write);
        }
        finally
        {
            var after = AfterWrite;
            AfterWrite = null;
            after?.Invoke();
        }
    }

    private Task Sent(CloudWrite write)
    {
        Writes.Add(write);
        if (Fault is not null)
            return Task.FromException(Fault);
        if (RefuseNextWrite is { } refusal)
        {
            RefuseNextWrite = null;
            return Task.FromException(refusal);
        }

        var before = BeforeWrite;
        BeforeWrite = null;
        before?.Invoke();
        try
        {
            Carry(write);
        }
        catch (CloudFault fault)
        {
            return Task.FromException(fault);
        }

        if (!LoseNextAnswer)
            return Task.CompletedTask;
        LoseNextAnswer = false;
        return Task.FromException(
            new CloudFault(CloudFaultKind.Unreachable, "The answer of Microsoft 365 broke off.")
            {
                OutcomeUnknown = true,
            }
        );
    }

    private CloudValues? ValuesOfDomain(CloudTarget target) =>
        Domains.FirstOrDefault(d => d.Name == target.Identity) is { } domain
            ? new CloudValues(
                target,
                [
                    KeyValuePair.Create(
                        CloudProperties.IsVerified,
                        (IReadOnlyList<DirectoryValue>)[CloudProperties.Text(domain.IsVerified)]
                    ),
                ]
            )
            : null;

    private void Verify(string name)
    {
        if (Domains.All(d => d.Name != name))
            throw new CloudFault(CloudFaultKind.NotFound, "Microsoft 365 does not know the object.") { Status = 404 };
        if (!PublishedProofs.Contains(name))
            throw new CloudFault(
                CloudFaultKind.Refused,
                "Microsoft 365 refused: Domain verification failed: DNS record not found."
            )
            {
                Status = 400,
            };
        Domains = [.. Domains.Select(d => d.Name == name ? d with { IsVerified = true } : d)];
    }

    private void Carry(CloudWrite write)
    {
        if (write is VerifyDomain)
        {
            Verify(write.Target.Identity);
            return;
        }

        var present = values.GetValueOrDefault(write.Target);
        if (write is NewRemoteDomain made)
        {
            if (present is not null)
                throw new CloudFault(CloudFaultKind.Refused, "The domain name already exists.") { Status = 400 };
            WithValues(
                made.Target,
                (CloudProperties.Name, [made.Target.Identity]),
                (CloudProperties.DomainName, [made.DomainName])
            );
            return;
        }

        if (present is null)
            throw new CloudFault(CloudFaultKind.NotFound, "Exchange Online does not know the object.") { Status = 400 };
        switch (write)
        {
            case RemoveRemoteDomain:
                values.Remove(write.Target);
                break;
            case SetRemoteDomain { TNEFEnabled: var tnef }:
                values[write.Target] = With(
                    present,
                    CloudProperties.TNEFEnabled,
                    tnef is { } flag ? [CloudProperties.Text(flag)] : []
                );
                break;
            case SetSyncBehavior { IsCloudManaged: var managed }:
                values[write.Target] = With(present, CloudProperties.IsCloudManaged, CloudProperties.Text(managed));
                break;
            case SetRecipient set:
                values[write.Target] = Set(present, set);
                break;
        }
    }

    private static CloudValues Set(CloudValues present, SetRecipient set)
    {
        var after = set.IsExchangeCloudManaged is { } managed
            ? With(present, CloudProperties.IsExchangeCloudManaged, CloudProperties.Text(managed))
            : present;
        var asksForMore =
            set.EmailAddresses is not null
            || set.HiddenFromAddressListsEnabled is not null
            || set.Alias is not null
            || set.DisplayName is not null
            || set.Texts.Count > 0
            || set.CustomAttributes.Count > 0;
        if (
            asksForMore
            && after.Flag(CloudProperties.IsDirSynced) == true
            && after.Flag(CloudProperties.IsExchangeCloudManaged) != true
        )
            throw new CloudFault(
                CloudFaultKind.Refused,
                "This property is managed on-premises: change it in Active Directory."
            )
            {
                Status = 400,
            };
        if (set.EmailAddresses is { } addresses)
            after = With(after, CloudProperties.EmailAddresses, [.. Addresses(present, addresses)]);
        if (set.HiddenFromAddressListsEnabled is { } hidden)
            after = With(after, CloudProperties.HiddenFromAddressListsEnabled, CloudProperties.Text(hidden));
        if (set.Alias is { } alias)
            after = With(after, CloudProperties.Alias, alias);
        if (set.DisplayName is { } name)
            after = With(after, CloudProperties.DisplayName, name);
        foreach (var (parameter, value) in set.Texts)
            after = With(after, parameter, string.IsNullOrEmpty(value) ? [] : [value]);
        foreach (var (number, value) in set.CustomAttributes)
            after = With(after, CloudProperties.Custom(number), string.IsNullOrEmpty(value) ? [] : [value]);
        return after;
    }

    private static IEnumerable<string> Addresses(CloudValues present, EmailAddressesWrite change)
    {
        if (change.Whole is { } whole)
            return whole;
        var left = present
            .Values(CloudProperties.EmailAddresses)
            .Select(v => v.Text)
            .Where(a => !change.Remove.Contains(a, StringComparer.OrdinalIgnoreCase))
            .ToList();
        left.AddRange(change.Add.Where(a => !left.Contains(a, StringComparer.OrdinalIgnoreCase)));
        return left;
    }

    private static CloudValues With(CloudValues present, string property, params string[] texts) =>
        present.With([
            KeyValuePair.Create(property, (IReadOnlyList<DirectoryValue>)[.. texts.Select(t => new DirectoryValue(t))]),
        ]);
}
