using HybridAdmin.Testing.ActiveDirectory;
using HybridAdmin.Testing.Running;
using Xunit.Abstractions;
using Xunit.Sdk;

[assembly: TestFramework("HybridAdmin.ActiveDirectory.Tests.SkippingFramework", "HybridAdmin.ActiveDirectory.Tests")]

namespace HybridAdmin.ActiveDirectory.Tests;

/// <summary>
/// A class whose inherited tests all need a domain controller: if none can run, they are reported as skipped. The
/// inherited tests have a plain [Fact], since the same tests run elsewhere without one.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
[TraitDiscoverer(CategoryDiscoverer.Type, CategoryDiscoverer.Assembly)]
public sealed class NeedsSambaAttribute : Attribute, ICategorized
{
    /// <inheritdoc />
    public string Category => Testing.Running.Category.Samba;
}

/// <summary>
/// Extends the skipping of xunit 2, which decides at discovery by the method's attribute alone, to the class's
/// attribute.
/// </summary>
public sealed class SkippingFramework(IMessageSink messages) : XunitTestFramework(messages)
{
    protected override ITestFrameworkDiscoverer CreateDiscoverer(IAssemblyInfo assembly) =>
        new Discoverer(assembly, SourceInformationProvider, DiagnosticMessageSink);

    private sealed class Discoverer(IAssemblyInfo assembly, ISourceInformationProvider source, IMessageSink messages)
        : XunitTestFrameworkDiscoverer(assembly, source, messages)
    {
        protected override bool FindTestsForMethod(
            ITestMethod method,
            bool includeSourceInformation,
            IMessageBus bus,
            ITestFrameworkDiscoveryOptions options
        )
        {
            var skipped =
                SambaSkip.Reason is { } reason
                && method.TestClass.Class.GetCustomAttributes(typeof(NeedsSambaAttribute)).Any()
                && method.Method.GetCustomAttributes(typeof(FactAttribute)).Any()
                    ? new SkippedTest(DiagnosticMessageSink, options, method, reason)
                    : null;
            return skipped is null
                ? base.FindTestsForMethod(method, includeSourceInformation, bus, options)
                : ReportDiscoveredTestCase(skipped, includeSourceInformation, bus);
        }
    }
}

/// <summary>A test that reports the reason for being skipped.</summary>
public sealed class SkippedTest : XunitTestCase
{
    private string reason = string.Empty;

    [Obsolete("For deserialization only.")]
    public SkippedTest() { }

    internal SkippedTest(
        IMessageSink messages,
        ITestFrameworkDiscoveryOptions options,
        ITestMethod method,
        string reason
    )
        : base(messages, options.MethodDisplayOrDefault(), options.MethodDisplayOptionsOrDefault(), method) =>
        this.reason = reason;

    protected override string GetSkipReason(IAttributeInfo factAttribute) => reason;

    public override void Serialize(IXunitSerializationInfo data)
    {
        base.Serialize(data);
        data.AddValue("Reason", reason);
    }

    public override void Deserialize(IXunitSerializationInfo data)
    {
        reason = data.GetValue<string>("Reason"); // first: the base class reads it
        base.Deserialize(data);
    }
}
