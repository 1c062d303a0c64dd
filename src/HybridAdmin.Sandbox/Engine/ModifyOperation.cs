using HybridAdmin.Core.Directory;

namespace HybridAdmin.Sandbox.Engine;

/// <summary>One modify, carried out on a copy: the result is either the whole new entry or a fault.</summary>
internal sealed class ModifyOperation(Snapshot snapshot, DirectorySchema schema, DirectoryEntry target)
{
    private readonly Dictionary<string, IReadOnlyList<DirectoryValue>> changed = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The changed attributes with their new values; empty if nothing changed.</summary>
    /// <exception cref="DirectoryFault">Refused, as Active Directory would.</exception>
    public IReadOnlyDictionary<string, IReadOnlyList<DirectoryValue>> Apply(IEnumerable<AttributeModification> steps)
    {
        foreach (var step in steps)
            Apply(step);
        CheckUnique(
            "userPrincipalName",
            () => Faults.Constraint("userPrincipalName", "belongs to another account of the forest")
        );
        CheckUnique("sAMAccountName", () => Faults.ValueExists("sAMAccountName", 68));
        return changed
            .Where(c => !c.Value.SequenceEqual(target.Values(c.Key)))
            .ToDictionary(c => c.Key, c => c.Value, StringComparer.OrdinalIgnoreCase);
    }

    private void Apply(AttributeModification step)
    {
        var attribute = FindWritable(step.Attribute);
        var present = changed.GetValueOrDefault(attribute.Name) ?? target.Values(attribute.Name);
        changed[attribute.Name] = step.Kind switch
        {
            ModificationKind.Add => Add(attribute, present, step.Values),
            ModificationKind.Delete => Delete(attribute, present, step.Values),
            _ => Replace(attribute, step.Values),
        };
    }

    private SchemaAttribute FindWritable(string name)
    {
        var attribute = schema.Find(name) ?? throw Faults.UnknownAttribute(name);
        if (attribute.ForwardLink is not null)
            throw Faults.Unwilling($"{attribute.Name} is the other side of {attribute.ForwardLink}: change it there.");
        if (attribute.IsName)
            throw Faults.NameAttribute(attribute.Name);
        if (attribute.IsSystem || attribute.IsConstructed)
            throw Faults.SystemOwned(attribute.Name);
        if (attribute.OnlyClass is { } only && !target.IsOfClass(only))
            throw Faults.WrongClass(attribute.Name, only);
        return attribute;
    }

    private List<DirectoryValue> Add(
        SchemaAttribute attribute,
        IReadOnlyList<DirectoryValue> present,
        IReadOnlyList<DirectoryValue> values
    )
    {
        if (values.Count == 0)
            throw Faults.InvalidSyntax(attribute.Name, "to add is missing");
        if (attribute.IsSingleValued && present.Count > 0)
            throw Faults.ValueExists(attribute.Name);
        return Append(attribute, [.. present], values);
    }

    private List<DirectoryValue> Replace(SchemaAttribute attribute, IReadOnlyList<DirectoryValue> values) =>
        Append(attribute, [], values);

    private List<DirectoryValue> Append(
        SchemaAttribute attribute,
        List<DirectoryValue> result,
        IReadOnlyList<DirectoryValue> values
    )
    {
        foreach (var value in values)
        {
            var stored = Resolve(attribute, ValueRules.Check(attribute, value));
            if (result.Any(v => ValueRules.AreEqual(attribute, v, stored)))
                throw Faults.ValueExists(attribute.Name, attribute.Name == "member" ? 68 : 20);
            result.Add(stored);
        }

        if (attribute.IsSingleValued && result.Count > 1)
            throw Faults.Constraint(attribute.Name, "would be its second, and it may have only one");
        return result;
    }

    private static List<DirectoryValue> Delete(
        SchemaAttribute attribute,
        IReadOnlyList<DirectoryValue> present,
        IReadOnlyList<DirectoryValue> values
    )
    {
        if (values.Count == 0)
            return present.Count > 0 ? [] : throw Faults.ValueGone(attribute.Name);

        var result = present.ToList();
        foreach (var value in values)
        {
            var index = result.FindIndex(v => ValueRules.AreEqual(attribute, v, value));
            if (index < 0)
            {
                // For members Active Directory asks its account database, which returns other codes.
                throw attribute.Name == "member"
                    ? Faults.Unwilling("The account to remove is not a member of the group.")
                    : Faults.ValueGone(attribute.Name);
            }

            result.RemoveAt(index);
        }

        return result;
    }

    /// <summary>
    /// A DN has to name an existing object, and is stored in the form in which that object is written.
    /// </summary>
    private DirectoryValue Resolve(SchemaAttribute attribute, DirectoryValue value)
    {
        if (attribute.Syntax != AttributeSyntax.Dn)
            return value;
        return snapshot.Find(DistinguishedName.Parse(value.Text)) is { } found && !Snapshot.IsDeleted(found)
            ? new DirectoryValue(found.Dn.ToString())
            : throw Faults.Constraint(attribute.Name, "names an object that the directory does not have");
    }

    private void CheckUnique(string name, Func<DirectoryFault> fault)
    {
        if (!changed.TryGetValue(name, out var values) || values.Count == 0)
            return;
        var attribute = schema.Find(name)!;
        var taken = snapshot.Entries.Any(e =>
            e.Id != target.Id
            && !Snapshot.IsDeleted(e)
            && e.Values(name).Any(v => ValueRules.AreEqual(attribute, v, values[0]))
        );
        if (taken)
            throw fault();
    }
}
