using MtlDsl.Onnx;
using MtlDsl.Training;

namespace MtlDsl.App;

/// <summary>Gives a program the commands to describe, train, evaluate, export, verify and run its declared network.</summary>
/// <example><code>return await MultitaskApp.For&lt;AerialMultitask&gt;().With&lt;AerialData&gt;().RunAsync(args);</code></example>
public static class MultitaskApp
{
    /// <summary>Begins a program for a network.</summary>
    public static MultitaskApp<TModel> For<TModel>() where TModel : class, IMultitaskModel, IOnnxExportable, new() => new();
}
