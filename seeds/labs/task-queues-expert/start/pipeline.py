"""The nightly release of the ranking model, as it grew: seven Celery tasks, each of which starts the next."""

import redis
from platform_tasks import app, deploy_shadow, email, evaluate_model, extract, make_features, publish_model, train_model

state = redis.Redis()


@app.task
def night(date):
    state.set(f"release:{date}", "extract")
    path = extract(date)  # 20 minutes, reads the warehouse
    features.delay(date, path)


@app.task
def features(date, path):
    state.set(f"release:{date}", "features")
    train.delay(date, make_features(path))  # 40 minutes; the result is 3 GB, so its path is passed on, in /tmp


@app.task(queue="gpu")
def train(date, path):
    state.set(f"release:{date}", "train")
    model = train_model(path)  # three hours
    evaluate.delay(date, model)


@app.task(queue="gpu", max_retries=3)
def evaluate(date, model):
    state.set(f"release:{date}", "evaluate")
    scores = evaluate_model(model)  # 25 minutes
    if scores["auc"] > 0.8:
        email("ml-leads", f"please approve {model}: python approve.py {date}")
        wait_for_approval.delay(date, model)


@app.task(bind=True, max_retries=1440)
def wait_for_approval(self, date, model):
    if state.get(f"approved:{date}") is None:
        raise self.retry(countdown=60)  # every minute for a day
    shadow.delay(date, model)


@app.task(bind=True, max_retries=120)
def shadow(self, date, model):
    if self.request.retries == 0:
        deploy_shadow(model)
    if self.request.retries < 120:
        raise self.retry(countdown=60)  # two hours of shadow traffic
    publish.delay(date, model)


@app.task
def publish(date, model):
    publish_model(model)  # switches the alias, warms the caches, tells the gateway
    state.set(f"release:{date}", "done")
