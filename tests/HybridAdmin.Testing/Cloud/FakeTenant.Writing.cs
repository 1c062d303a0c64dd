using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Recipients.Properties;
using HybridAdmin.Core.Tenant;
using HybridAdmin.Core.Tenant.Writing;

namespace HybridAdmin.Testing.Cloud;

/// <summary>
/// The writing part: objects with values by Exchange's names, subject to the rules of Exchange Online.
/// </summary>
public sealed partial class FakeTenant
{
    private readonly Dictionary<TenantTarget, TenantValues> values = [];

    /// <summary>Every write that arrived, including refused ones.</summary>
    public List<TenantWrite> Writes { get; } = [];

    /// <summary>The fault that refuses the next write; nothing is done.</summary>
    public TenantFault? RefuseNextWrite { get; set; }

    /// <summary>True to carry out the next write and lose its response.</summary>
    public bool LoseNextAnswer { get; set; }

    /// <summary>The fault of the next read of values; null: it succeeds.</summary>
    public TenantFault? FailNextValues { get; set; }

    /// <summary>True to omit Exchange Online's part from live reads, as for an application without its role.</summary>
    public bool HideExchange { get; set; }

    /// <summary>Runs right before the next write is carried out, as a concurrent change.</summary>
    public Action? BeforeWrite { get; set; }

    /// <summary>Runs after the next write was carried out or refused.</summary>
    public Action? AfterWrite { get; set; }

    /// <summary>Domains whose proof of ownership is visible in DNS.</summary>
    public HashSet<string> PublishedProofs { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Sets values of an object.</summary>
    public FakeTenant WithValues(TenantTarget target, params (string Property, string[] Values)[] given)
    {
        values[target] = new TenantValues(
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

    /// <summary>The values of an object as texts, in ordinal order; empty: no values, or no object.</summary>
    public string[] Peek(TenantTarget target, string property) =>
        values.TryGetValue(target, out var found)
            ? [.. found.Values(property).Select(v => v.Text).Order(StringComparer.Ordinal)]
            : [];

    public bool Has(TenantTarget target) => values.ContainsKey(target);

    public Task<TenantValues?> ReadValuesAsync(TenantTarget target, CancellationToken cancellationToken)
    {
        if (FailNextValues is not { } fault)
            return Answer(
                target.Kind == TenantTargetKind.Domain ? ValuesOfDomain(target) : values.GetValueOrDefault(target)
            );
        FailNextValues = null;
        return Task.FromException<TenantValues?>(fault);
    }

    public Task SendAsync(TenantWrite write, CancellationToken cancellationToken)
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

    private Task Sent(TenantWrite write)
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
        catch (TenantFault fault)
        {
            return Task.FromException(fault);
        }

        if (!LoseNextAnswer)
            return Task.CompletedTask;
        LoseNextAnswer = false;
        return Task.FromException(
            new TenantFault(TenantFaultKind.Unreachable, "The answer of Microsoft 365 broke off.")
            {
                OutcomeUnknown = true,
            }
        );
    }

    private TenantValues? ValuesOfDomain(TenantTarget target) =>
        Domains.FirstOrDefault(d => d.Name == target.Identity) is { } domain
            ? new TenantValues(
                target,
                [
                    KeyValuePair.Create(
                        ExchangeOnlineProperties.IsVerified,
                        (IReadOnlyList<DirectoryValue>)[ExchangeOnlineProperties.Text(domain.IsVerified)]
                    ),
                ]
            )
            : null;

    private void Verify(string name)
    {
        if (Domains.All(d => d.Name != name))
            throw new TenantFault(TenantFaultKind.NotFound, "Microsoft 365 does not know the object.") { Status = 404 };
        if (!PublishedProofs.Contains(name))
            throw new TenantFault(
                TenantFaultKind.Refused,
                "Microsoft 365 refused: Domain verification failed: DNS record not found."
            )
            {
                Status = 400,
            };
        Domains = [.. Domains.Select(d => d.Name == name ? d with { IsVerified = true } : d)];
    }

    private void Carry(TenantWrite write)
    {
        if (write.Target.Kind == TenantTargetKind.Domain)
        {
            Verify(write.Target.Identity);
            return;
        }

        var present = values.GetValueOrDefault(write.Target);
        if (write is CmdletWrite { Cmdlet: { Name: "New-RemoteDomain", Parameters: var given } })
        {
            if (present is not null)
                throw new TenantFault(TenantFaultKind.Refused, "The domain name already exists.") { Status = 400 };
            WithValues(write.Target, [.. given.Select(p => (p.Key, new[] { (string)p.Value! }))]);
            return;
        }

        if (present is null)
            throw new TenantFault(TenantFaultKind.NotFound, "Exchange Online does not know the object.")
            {
                Status = 400,
            };
        switch (write)
        {
            case CmdletWrite { Cmdlet.Name: "Remove-RemoteDomain" }:
                values.Remove(write.Target);
                break;
            case CmdletWrite { Cmdlet: var set }:
                values[write.Target] = Set(present, set);
                break;
            case GraphWrite { Property: { } property, Value: var value }:
                values[write.Target] = With(present, property, ExchangeOnlineProperties.Text(value));
                break;
        }
    }

    private static TenantValues Set(TenantValues present, Cmdlet set)
    {
        var given = set.Parameters.Where(p => p.Key != "Identity").ToArray();
        var isHandedOver =
            given
                .Where(p => p.Key == ExchangeOnlineProperties.IsExchangeCloudManaged)
                .Select(p => (bool?)p.Value)
                .FirstOrDefault()
            ?? present.Flag(ExchangeOnlineProperties.IsExchangeCloudManaged);
        if (
            given.Any(p => p.Key != ExchangeOnlineProperties.IsExchangeCloudManaged)
            && present.Flag(ExchangeOnlineProperties.IsDirSynced) == true
            && isHandedOver != true
        )
            throw new TenantFault(
                TenantFaultKind.Refused,
                "This property is managed on-premises: change it in Active Directory."
            )
            {
                Status = 400,
            };
        return given.Aggregate(present, (after, p) => With(after, p.Key, [.. Texts(after.Values(p.Key), p.Value)]));
    }

    private static IEnumerable<string> Texts(IReadOnlyList<DirectoryValue> present, object? given) =>
        given switch
        {
            null or "" => [],
            bool flag => [ExchangeOnlineProperties.Text(flag)],
            IEnumerable<string> whole => whole,
            ListChange change =>
            [
                .. present
                    .Select(v => v.Text)
                    .Where(a => !change.Remove.Contains(a, StringComparer.OrdinalIgnoreCase))
                    .Union(change.Add, StringComparer.OrdinalIgnoreCase),
            ],
            _ => [(string)given],
        };

    private static TenantValues With(TenantValues present, string property, params string[] texts) =>
        present.With([
            KeyValuePair.Create(property, (IReadOnlyList<DirectoryValue>)[.. texts.Select(t => new DirectoryValue(t))]),
        ]);
}
