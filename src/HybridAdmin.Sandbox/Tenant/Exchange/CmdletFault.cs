using System.Text.Json.Nodes;
using HybridAdmin.Sandbox.Tenant.Http;

namespace HybridAdmin.Sandbox.Tenant.Exchange;

/// <summary>A cmdlet that failed: 400 with the exception's type and message in details[0].</summary>
internal sealed class CmdletFault(string type, string message) : Exception(message)
{
    private const string Outer = "Error executing cmdlet";

    public static CmdletFault NotFound(string identity) =>
        new(
            "Microsoft.Exchange.Configuration.Tasks.ManagementObjectNotFoundException",
            $"The operation couldn't be performed because object '{identity}' couldn't be found on "
                + $"'FR1PR01A01DC001.EURPR01A01.PROD.OUTLOOK.COM'."
        );

    public static CmdletFault NoParameter(string name) =>
        new(
            "System.Management.Automation.ParameterBindingException",
            $"A parameter cannot be found that matches parameter name '{name}'."
        );

    public static CmdletFault Invalid(string parameter, string? value) =>
        new(
            "System.Management.Automation.ParameterBindingException",
            $"Cannot process argument transformation on parameter '{parameter}'. Cannot convert value "
                + $"\"{value}\" to the type that it needs."
        );

    /// <summary>The error of Exchange Online for an attribute that is mastered in Active Directory.</summary>
    public static CmdletFault WriteScope(string cmdlet, string parameter, string name) =>
        new(
            "Microsoft.Exchange.Configuration.Tasks.TaskInvalidOperationException",
            $"The operation on mailbox \"{name}\" failed because it's out of the current user's write scope. "
                + $"The action '{cmdlet}', '{parameter}', can't be performed on the object '{name}' because "
                + $"the object is being synchronized from your on-premises organization. This action should "
                + $"be performed on the object in your on-premises organization."
        );

    public static CmdletFault Transient() =>
        new(
            "Microsoft.Exchange.Data.Directory.ServerBusyException",
            "The server is too busy to process the request. Please try again later. ServerBusyException"
        );

    public TenantAnswer Answer()
    {
        var hash = BitConverter.ToUInt16(Engine.ObjectBuilder.GuidOf(type).ToByteArray(), 0);
        return new TenantAnswer(
            400,
            new JsonObject
            {
                ["error"] = new JsonObject
                {
                    ["code"] = type.EndsWith("ManagementObjectNotFoundException", StringComparison.Ordinal)
                        ? "NotFound"
                        : "BadRequest",
                    ["message"] = Outer,
                    ["details"] = new JsonArray(
                        new JsonObject
                        {
                            ["code"] = "Context",
                            ["target"] = string.Empty,
                            ["message"] = $"Ex{hash:X6}|{type}|{Message}",
                        }
                    ),
                    ["innererror"] = new JsonObject
                    {
                        ["message"] = Outer,
                        ["type"] = "Microsoft.Exchange.Admin.OData.Core.ODataServiceException",
                        ["stacktrace"] = "   at Microsoft.Exchange.Admin.OData.Core.Simulated()",
                        ["internalexception"] = new JsonObject
                        {
                            ["message"] = Message,
                            ["type"] = type,
                            ["stacktrace"] = "   at Microsoft.Exchange.Configuration.Tasks.Simulated()",
                        },
                    },
                },
            }
        );
    }
}
