using System.Reflection;
using System.Runtime.CompilerServices;
using HybridAdmin.ActiveDirectory;
using HybridAdmin.Core.Audit;
using HybridAdmin.Core.Changes.Pipeline;
using HybridAdmin.Core.Changes.Writers;
using HybridAdmin.Core.Migration.Writing;
using HybridAdmin.Core.Tenant.Writing;
using HybridAdmin.Microsoft365;
using HybridAdmin.Sandbox;
using HybridAdmin.Storage;

namespace HybridAdmin.Tests.Architecture;

/// <summary>
/// The writing halves of the ports belong to the pipeline. Outside Core and the adapters the compiler enforces this;
/// within Core these tests do.
/// </summary>
public sealed class OneWayToWriteTests
{
    private static readonly Assembly Core = typeof(ChangePipeline).Assembly;

    private static readonly Type[] WritingHalves =
    [
        typeof(IDirectoryWriter),
        typeof(ITenantWriter),
        typeof(IMigrationWriter),
        typeof(IAuditIntents),
    ];

    [Fact]
    public void WritingHalves_CannotBeNamedByTheConsole()
    {
        var friends = Core.GetCustomAttributes<InternalsVisibleToAttribute>().Select(a => a.AssemblyName);

        Assert.All(WritingHalves, t => Assert.False(t.IsVisible, $"{t} is public."));
        Assert.DoesNotContain(typeof(HybridAdmin.Hosting.ConsoleApplication).Assembly.GetName().Name, friends);
    }

    /// <summary>A public adapter would otherwise offer its write to every caller.</summary>
    [Fact]
    public void Adapters_WriteByTheInterfaceOnly()
    {
        Assembly[] adapters =
        [
            typeof(ActiveDirectoryDirectory).Assembly,
            typeof(Microsoft365Services).Assembly,
            typeof(SandboxDirectory).Assembly,
            typeof(Database).Assembly,
            Core,
        ];
        var open =
            from type in adapters.SelectMany(a => a.GetExportedTypes()).Where(t => t is { IsClass: true })
            from half in WritingHalves.Where(h => h.IsAssignableFrom(type))
            from method in type.GetInterfaceMap(half).TargetMethods
            where method.IsPublic
            select $"{type}.{method.Name}";

        Assert.Empty(open);
    }

    [Fact]
    public void WritingHalves_AreUsedByThePipelineAndItsWritersOnly()
    {
        var users =
            from type in Core.GetTypes()
            where !WritingHalves.Any(h => h.IsAssignableFrom(Outermost(type))) // except themselves; NoTenant, NoMigration
            where MembersOf(type).SelectMany(TypesIn).Intersect(WritingHalves).Any()
            select Outermost(type).Name;

        Assert.Equal(
            ["ChangePipeline", "DirectoryWriter", "MigrationWriter", "TenantWriter"],
            users.Distinct().Order(StringComparer.Ordinal)
        );
    }

    /// <summary>A collaborator that may be missing would make a check optional.</summary>
    [Fact]
    public void Constructors_OfCore_HaveNoOptionalCollaborator()
    {
        var optional =
            from type in Core.GetTypes()
            from constructor in type.GetConstructors(
                BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic
            )
            from parameter in constructor.GetParameters()
            where parameter.HasDefaultValue && IsCollaborator(parameter.ParameterType)
            select $"{type}: {parameter}";

        Assert.Empty(optional);
    }

    private static bool IsCollaborator(Type type) =>
        type == typeof(TimeProvider)
        || (
            type.Assembly == Core && (type.IsInterface || (type.IsClass && type.GetMethod("<Clone>$") is null)) // a record is a value
        );

    private static IEnumerable<MethodBase> MembersOf(Type type)
    {
        const BindingFlags all =
            BindingFlags.Instance
            | BindingFlags.Static
            | BindingFlags.Public
            | BindingFlags.NonPublic
            | BindingFlags.DeclaredOnly;
        return type.GetMethods(all).Cast<MethodBase>().Concat(type.GetConstructors(all));
    }

    /// <summary>Every type that the signature and the body of a method reference, including type arguments.</summary>
    private static IEnumerable<Type> TypesIn(MethodBase method) =>
        method
            .GetParameters()
            .Select(p => p.ParameterType)
            .Concat(method.GetMethodBody()?.LocalVariables.Select(v => v.LocalType) ?? [])
            .Concat(IntermediateLanguage.MembersIn(method).SelectMany(TypesOf))
            .SelectMany(t => t.IsGenericType ? t.GetGenericArguments().Append(t) : [t]);

    private static IEnumerable<Type> TypesOf(MemberInfo member) =>
        member switch
        {
            Type type => [type],
            MethodInfo { IsGenericMethod: true } method =>
            [
                .. method.GetGenericArguments(),
                .. method.DeclaringType is { } owner ? new[] { owner } : [],
            ],
            FieldInfo field => [field.FieldType, .. field.DeclaringType is { } owner ? new[] { owner } : []],
            { DeclaringType: { } declaring } => [declaring],
            _ => [],
        };

    private static Type Outermost(Type type) => type.DeclaringType is { } outer ? Outermost(outer) : type;
}
