using MtlDsl.App;
using MtlDsl.Training;
using MyNetwork;

return await MultitaskApp.For<AerialView>()
    .With<SceneData>()
    .Defaults(new TrainingOptions { Iterations = 1200, BatchSize = 8, LearningRate = 0.05 })
    .RunAsync(args);
