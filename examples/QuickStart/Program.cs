using MtlDsl.App;
using MtlDsl.Models;
using MtlDsl.Training;
using QuickStart;

return await MultitaskApp.For<SmallAerial>()
    .With<SceneData>()
    .Defaults(new TrainingOptions { Iterations = 1200, BatchSize = 8, LearningRate = 0.05 })
    .RunAsync(args);
